import type { ExplainedSlaTimer } from '@guichet/contracts';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { slaTimersQuery } from '../../../shared/api/queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { placeOfZone } from '../../../shared/i18n/place-of-zone.js';
import { townZone } from '../../../shared/i18n/organisation-time-zone.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { DayCount } from './day-count.js';
import { HourCount } from './hour-lines.js';
import { useWhenText } from './use-when-text.js';
import classes from './sla-timers.module.css';

interface Row {
  key: string;
  name: string;
  text: string;
}

/** To what the lines add up: when it is or was due, when it ended, and what is left of it while nobody knows when it is due. */
function useFootRows(clock: ExplainedSlaTimer, moment: (at: string) => string): Row[] {
  const { t } = useTexts();
  const { worked } = useFormats();
  const { dayCount, state, endedAt, remainingSeconds } = clock;
  const due = state === 'running' ? clock.dueAt : (clock.breachedAt ?? dayCount?.dueAt);
  const isOver = remainingSeconds < 0;
  const isCounted = state === 'running' || state === 'paused';
  const rows: (Row | false)[] = [
    !!due && { key: 'due', name: t('case.timers.due'), text: moment(due) },
    isCounted &&
      (isOver || !dayCount || !due) && {
        key: 'left',
        name: t(isOver ? 'case.timers.over' : 'case.timers.left'),
        text: remainingSeconds === 0 ? t('case.timers.none') : worked(Math.abs(remainingSeconds)),
      },
    !!endedAt && { key: 'ended', name: t('case.timers.ended'), text: moment(endedAt) },
  ];
  return rows.filter((row) => row !== false);
}

/** What the reader has to know to follow the lines. */
function useNotes({ timeZone, dayCount, target, lines, breachedAt }: ExplainedSlaTimer): string[] {
  const { t } = useTexts();
  const may = useMay();
  const wasDueOtherwise = breachedAt !== null && dayCount?.dueAt != null && dayCount.dueAt !== breachedAt;
  return [
    target.unit === 'days' && !dayCount && lines.length > 0 && t('case.timers.handedOver'),
    wasDueOtherwise && t('case.timers.otherHours'),
    timeZone !== townZone() && t('case.timers.zone', { zone: placeOfZone(timeZone) }),
    // Whoever wants another deadline looks here for the way to it.
    !may('routing.manage') && t('case.timers.whoSetsTargets'),
  ].filter((note) => note !== false);
}

function Lines({ clock }: { clock: ExplainedSlaTimer }) {
  const { t } = useTexts();
  const when = useWhenText(clock.timeZone);
  const rows = useFootRows(clock, when.moment);
  const notes = useNotes(clock);
  return (
    <table className={classes.count} aria-label={t('case.timers.how')}>
      {clock.dayCount ? (
        <DayCount count={clock.dayCount} of={clock.target.value} when={when} />
      ) : (
        <HourCount clock={clock} when={when} />
      )}
      <tfoot>
        {rows.map(({ key, name, text }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td colSpan={2}>{text}</td>
          </tr>
        ))}
      </tfoot>
      {notes.length > 0 && <caption>{notes.join(' ')}</caption>}
    </table>
  );
}

/** How the due time of an SLA timer was computed, line by line. */
export function SlaTimerBreakdown({ caseId, timerId }: { caseId: string; timerId: string }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { data, error, refetch } = useQuery(slaTimersQuery(caseId));
  if (error && !data)
    return (
      <p role="alert">
        {t('common.labelled', { label: t('case.timers.failed'), value: problemText(error) })}{' '}
        <button type="button" className={classes.retry} onClick={() => void refetch()}>
          {t('common.retry')}
        </button>
      </p>
    );
  const clock = data?.find(({ id }) => id === timerId);
  return clock ? <Lines clock={clock} /> : <Skeleton height={60} />;
}
