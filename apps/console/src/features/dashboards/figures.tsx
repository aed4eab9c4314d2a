import type { Board } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useNow, useTimes } from '../../shared/i18n/time.js';
import { listOf } from './case-lists.js';
import { FigureLink } from './figure-link.js';
import classes from './now.module.css';
import { useAmounts } from './use-amounts.js';

/** What matters now, at one glance; each is a list one press away. */
export function Figures({ board }: { board: Board }) {
  const { t } = useTranslation();
  const times = useTimes();
  const amounts = useAmounts();
  const now = useNow();
  const { failed, unknown, blocked } = board.deliveries;
  const failing = failed + unknown + blocked;
  const kinds = [
    failed > 0 && t('dashboards.now.failed', { count: failed }),
    unknown > 0 && t('dashboards.now.unknown', { count: unknown }),
    blocked > 0 && t('dashboards.now.blocked', { count: blocked }),
  ].filter((text) => text !== false);
  const oldest = board.oldestAt && t('dashboards.now.oldest', { age: amounts.age(board.oldestAt, now) });
  const figure = (name: 'late' | 'soon' | 'waiting' | 'unassigned' | 'failing' | 'pen', value: number) => ({
    label: t(`dashboards.now.figure.${name}`),
    explained: t(`dashboards.now.explain.${name}`),
    value: times.number(value),
  });
  return (
    <ul className={classes.figures} aria-label={t('dashboards.now.figures')}>
      <li>
        <FigureLink {...figure('late', board.late)} tone={board.late ? 'danger' : undefined} link={listOf('late')} />
      </li>
      <li>
        <FigureLink {...figure('soon', board.soon)} tone={board.soon ? 'soon' : undefined} link={listOf('soon')} />
      </li>
      <li>
        <FigureLink {...figure('waiting', board.waiting)} note={oldest} link={listOf('waiting')} />
      </li>
      <li>
        <FigureLink {...figure('unassigned', board.unassigned)} link={listOf('unassigned')} />
      </li>
      <li>
        <FigureLink
          {...figure('failing', failing)}
          note={kinds.join(' · ')}
          tone={failing ? 'danger' : undefined}
          link={listOf('failing')}
        />
      </li>
      {board.quarantine !== null && (
        <li>
          <FigureLink
            {...figure('pen', board.quarantine)}
            tone={board.quarantine ? 'soon' : undefined}
            link={{ to: '/quarantine' }}
          />
        </li>
      )}
    </ul>
  );
}
