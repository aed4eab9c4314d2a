import type { CaseDetail } from '@guichet/contracts';
import { IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow, useTimes } from '../i18n/time.js';
import { urgency } from '../inbox/due.js';
import classes from './clock-line.module.css';
import { nearestClock } from './nearest-clock.js';

/** The nearest clock in words; it opens how it was counted. */
export function ClockLine({ item, onOpen }: { item: CaseDetail; onOpen: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const times = useTimes();
  const nearest = nearestClock(item.clocks);
  if (!nearest) return null;
  const clock = t(`desk.clock.${nearest.clock}`);
  const level = nearest.dueAt === null ? 'paused' : urgency(nearest.dueAt, now);
  const span = times.span(nearest.dueAt === null ? 0 : Math.abs(Date.parse(nearest.dueAt) - now));
  const Glyph = level === 'paused' ? IconClockPause : level === 'late' ? IconClockExclamation : IconClock;
  return (
    <button type="button" className={classes.line} data-due={level} onClick={onOpen} title={t('desk.clocks.how')}>
      <Glyph size={15} stroke={level === 'late' ? 2 : 1.5} aria-hidden />
      {level === 'paused' ? (
        t('desk.due.paused', { clock })
      ) : level === 'late' ? (
        <strong>{t('desk.due.missed', { clock, span })}</strong>
      ) : (
        <span>
          {t('desk.due.at', { clock, at: times.due(nearest.dueAt!, now) })} ·{' '}
          <strong className={classes.left}>{t('desk.left', { span })}</strong>
        </span>
      )}
    </button>
  );
}
