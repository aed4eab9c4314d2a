import type { CaseDetail } from '@guichet/contracts';
import { IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { dueUrgency } from '../../../shared/cases/due-urgency.js';
import classes from './nearest-sla-timer-line.module.css';
import { nearestTimer } from './nearest-sla-timer.js';

/** The nearest SLA timer in words; a click shows how it was computed. */
export function SlaTimerLine({ item, onOpen }: { item: CaseDetail; onOpen: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const formats = useFormats();
  const nearest = nearestTimer(item.slaTimers);
  if (!nearest) return null;
  const clock = t(`time.timer.${nearest.kind}`);
  const level = nearest.dueAt === null ? 'paused' : dueUrgency(nearest.dueAt, now);
  const length = nearest.dueAt === null ? 0 : Math.abs(Date.parse(nearest.dueAt) - now);
  const Glyph = level === 'paused' ? IconClockPause : level === 'late' ? IconClockExclamation : IconClock;
  return (
    <button type="button" className={classes.line} data-due={level} onClick={onOpen} title={t('case.timers.how')}>
      <Glyph size={15} stroke={level === 'late' ? 2 : 1.5} aria-hidden />
      {level === 'paused' ? (
        t('time.due.paused', { clock })
      ) : level === 'late' ? (
        <strong>{t('time.due.missed', { clock, span: formats.overdue(length) })}</strong>
      ) : (
        <span>
          {t('time.due.at', { clock, at: formats.due(nearest.dueAt!, now) })} ·{' '}
          <strong className={classes.left}>{t('time.left', { span: formats.span(length) })}</strong>
        </span>
      )}
    </button>
  );
}
