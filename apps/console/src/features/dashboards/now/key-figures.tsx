import type { Board } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { caseListLink } from './case-list-links.js';
import { KeyFigureLink } from './key-figure-link.js';
import classes from './now-page.module.css';
import { useMetricFormats } from '../metrics/use-metric-formats.js';

/** The key figures of the present state, each a link to its cases. */
export function KeyFigures({ board }: { board: Board }) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const now = useNow();
  const { failed, unknown, blocked } = board.deliveries;
  const failing = failed + unknown + blocked;
  const kinds = [
    failed > 0 && t('dashboards.now.failed', { count: failed }),
    unknown > 0 && t('dashboards.now.unknown', { count: unknown }),
    blocked > 0 && t('dashboards.now.blocked', { count: blocked }),
  ].filter((text) => text !== false);
  const oldest = board.oldestAt && t('dashboards.now.oldest', { age: amounts.age(board.oldestAt, now) });
  const figure = (name: 'late' | 'soon' | 'waiting' | 'unassigned' | 'failing' | 'quarantine', value: number) => ({
    label: t(`dashboards.now.figure.${name}`),
    explained: t(`dashboards.now.explain.${name}`),
    value: formats.number(value),
  });
  return (
    <ul className={classes.figures} aria-label={t('dashboards.now.figures')}>
      <li>
        <KeyFigureLink
          {...figure('late', board.late)}
          tone={board.late ? 'danger' : undefined}
          link={caseListLink('late')}
        />
      </li>
      <li>
        <KeyFigureLink
          {...figure('soon', board.soon)}
          tone={board.soon ? 'soon' : undefined}
          link={caseListLink('soon')}
        />
      </li>
      <li>
        <KeyFigureLink {...figure('waiting', board.waiting)} note={oldest} link={caseListLink('waiting')} />
      </li>
      <li>
        <KeyFigureLink
          {...figure('unassigned', board.unassigned)}
          note={t('dashboards.now.amongWaiting')}
          link={caseListLink('unassigned')}
        />
      </li>
      <li>
        <KeyFigureLink
          {...figure('failing', failing)}
          note={kinds.join(' · ')}
          tone={failing ? 'danger' : undefined}
          link={caseListLink('failing')}
        />
      </li>
      {board.quarantine !== null && (
        <li>
          <KeyFigureLink
            {...figure('quarantine', board.quarantine)}
            tone={board.quarantine ? 'soon' : undefined}
            link={{ to: '/quarantine' }}
          />
        </li>
      )}
    </ul>
  );
}
