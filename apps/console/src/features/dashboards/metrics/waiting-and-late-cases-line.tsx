import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { boardQuery } from '../dashboard-queries.js';
import type { AskedBy } from '../history/history-search-and-requests.js';
import { caseListLink } from '../now/case-list-links.js';
import classes from './metric-section.module.css';

/**
 * How many cases wait for us now, which the time to the first reply does not count. The board knows this of all teams
 * and of one, and not of a channel, a case type or an agent: then nothing is shown.
 */
export function WaitingAndLateCasesLine({ asked: { filters } }: { asked: AskedBy }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data: board } = useQuery({ ...boardQuery, staleTime: 60_000 });
  const { team, ...others } = filters;
  if (!board || Object.values(others).some((value) => value !== undefined)) return null;
  const counted = team ? board.teams.find(({ id }) => id === team) : board;
  if (!counted || counted.waiting === 0) return null;
  const { waiting, late } = counted;
  return (
    <p className={classes.waiting}>
      {t('dashboards.history.onlyReplied')}{' '}
      <Link {...caseListLink('waiting', team)}>
        {t('dashboards.history.stillWaiting', { count: waiting, number: formats.number(waiting) })}
      </Link>
      {late > 0 && (
        <>
          {', '}
          <Link {...caseListLink('late', team)}>
            {t('dashboards.history.ofThemLate', { number: formats.number(late) })}
          </Link>
        </>
      )}
      .
    </p>
  );
}
