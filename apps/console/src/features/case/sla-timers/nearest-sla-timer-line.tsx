import type { CaseDetail } from '@guichet/contracts';
import { IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { dueUrgency } from '../../../shared/cases/due-urgency.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './nearest-sla-timer-line.module.css';
import { dueTimeOf, nearestTimer } from './nearest-sla-timer.js';

/** The nearest SLA timer in words; a click shows how it was computed. */
export function SlaTimerLine({ item, onOpen }: { item: CaseDetail; onOpen: () => void }) {
  const { t } = useTexts();
  const now = useNow();
  const formats = useFormats();
  const nearest = nearestTimer(item.slaTimers);
  if (!nearest) return null;
  const clock = t(`time.timer.${nearest.kind}`);
  const due = dueTimeOf(nearest);
  const isPaused = nearest.state === 'paused';
  const level = due === null ? 'paused' : dueUrgency(due, now);
  const length = due === null ? 0 : Math.abs(Date.parse(due) - now);
  const Glyph = isPaused ? IconClockPause : level === 'late' ? IconClockExclamation : IconClock;
  return (
    <button type="button" className={classes.line} data-due={level} onClick={onOpen} title={t('case.timers.how')}>
      <Glyph size={15} stroke={level === 'late' ? 2 : 1.5} aria-hidden />
      {due === null ? (
        <span className={classes.words}>
          <span>{t('time.due.paused', { clock })}</span>
        </span>
      ) : level === 'late' ? (
        <span className={classes.words}>
          <strong>{t('time.due.missed', { clock, span: formats.overdue(length) })}</strong>
          {isPaused && <span> · {t('time.due.waiting')}</span>}
        </span>
      ) : (
        <span className={classes.words}>
          <span>{t('time.due.at', { clock, at: formats.due(due, now) })}</span>{' '}
          <strong className={classes.left}>· {t('time.left', { span: formats.span(length) })}</strong>
        </span>
      )}
    </button>
  );
}
