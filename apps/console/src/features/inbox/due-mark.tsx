import type { SlaTimerKind } from '@guichet/contracts';
import { IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react';
import { memo } from 'react';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useNow } from '../../shared/i18n/use-now.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { dueUrgency } from '../../shared/cases/due-urgency.js';
import classes from './due-mark.module.css';

interface Props {
  at: string;
  timer: SlaTimerKind;
  /** The words do without the glyph where they have little room. */
  brief?: boolean;
  /** It was missed, and we wait for the citizen since. */
  paused?: boolean;
  className?: string;
}

/** The time left until a case is due, or by how much it is late; the date is shown on hover. To word it costs more than the rest of its row. */
export const DueMark = memo(function DueMark({ at, timer, brief = false, paused = false, className }: Props) {
  const { t } = useTexts();
  const now = useNow();
  const formats = useFormats();
  const level = dueUrgency(at, now);
  const length = Math.abs(Date.parse(at) - now);
  const span = formats.span(length);
  const overdue = formats.overdue(length);
  const isPaused = paused && level === 'late';
  const Glyph = isPaused ? IconClockPause : level === 'late' ? IconClockExclamation : IconClock;
  const title = t(level === 'late' ? 'time.due.wasAgo' : 'time.due.at', {
    clock: t(`time.timer.${timer}`),
    at: formats.due(at, now),
    span: overdue,
  });
  return (
    <span
      className={`${classes.due} ${className ?? ''}`}
      data-due={level}
      title={isPaused ? `${title} · ${t('time.due.waiting')}` : title}
    >
      {(!brief || level === 'late') && <Glyph size={13} stroke={level === 'late' ? 2 : 1.75} aria-hidden />}
      {level === 'late' && overdue !== span ? (
        // There is no room to say what days these are, but to who hears it.
        <>
          <span aria-hidden>{t('time.late', { span })}</span>
          <span className="g-sr">{t('time.late', { span: overdue })}</span>
        </>
      ) : (
        t(level === 'late' ? 'time.late' : 'time.left', { span })
      )}
      {isPaused && <span className={brief ? 'g-sr' : undefined}>· {t('time.due.pausedBriefly')}</span>}
    </span>
  );
});
