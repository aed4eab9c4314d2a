import type { SlaTimer, CaseDetail } from '@guichet/contracts';
import { IconCircleCheck, IconClock, IconClockExclamation, IconClockPause, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { timelinePage, timelineQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { dueUrgency } from '../../../shared/cases/due-urgency.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SlaTimerBreakdown } from './sla-timer-breakdown.js';
import { dueTimeOf } from './nearest-sla-timer.js';
import { unsentReplyOf } from './unsent-reply-of-timer.js';
import classes from './sla-timers.module.css';
import { ExpandableText } from '../message/expandable-text.js';
import { SidePanelSection } from '../../../shared/layout/side-panel-section.js';

const icons: Record<string, Icon> = {
  late: IconClockExclamation,
  pausedLate: IconClockPause,
  soon: IconClock,
  fine: IconClock,
  paused: IconClockPause,
  done: IconCircleCheck,
  doneLate: IconClockExclamation,
  dropped: IconClock,
};

/** How a clock stands, as the key of its glyph and tint. */
const statusOf = (timer: SlaTimer, now: number) => {
  const { state, breachedAt } = timer;
  if (state === 'done') return breachedAt ? 'doneLate' : 'done';
  const due = dueTimeOf(timer);
  if (due === null) return state;
  return state === 'paused' ? 'pausedLate' : dueUrgency(due, now);
};

interface TimerProps {
  clock: SlaTimer;
  caseId: string;
  /** The reply that ended it has not left. */
  unsent: ReturnType<typeof unsentReplyOf>;
}

function Timer({ clock, caseId, unsent }: TimerProps) {
  const { t } = useTexts();
  const now = useNow();
  const formats = useFormats();
  const ended = statusOf(clock, now);
  const status = unsent && ended === 'done' ? 'soon' : ended;
  const Glyph = icons[status]!;
  const due = dueTimeOf(clock);
  const at = formats.due(clock.endedAt ?? due ?? clock.startedAt, now);
  const length = due ? Math.abs(Date.parse(due) - now) : 0;
  const name = t(`time.timer.${clock.kind}`);
  const isLate = status === 'late' || status === 'pausedLate';
  const said: Record<SlaTimer['state'], string> = {
    running: t(isLate ? 'case.timers.state.was' : 'case.timers.state.due', { at }),
    paused: isLate
      ? t('case.timers.state.pausedLate', { at })
      : // The time that counts, as the calculation says it: a day of it has not 24 hours.
        t('case.timers.state.paused', { span: formats.worked(Math.max(0, clock.remainingSeconds)) }),
    done: t(status === 'doneLate' ? 'case.timers.state.doneLate' : 'case.timers.state.kept', { at }),
    dropped: t('case.timers.state.dropped'),
  };
  return (
    <li className={classes.clock} data-status={status}>
      <Glyph size={16} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <p className={classes.name}>
          {name}
          {due && (
            <strong>
              {isLate
                ? t('time.late', { span: formats.overdue(length) })
                : t('time.left', { span: formats.span(length) })}
            </strong>
          )}
        </p>
        <p>{unsent === 'sending' ? t('case.timers.state.sending') : said[clock.state]}</p>
        {unsent === 'retried' && <p>{t('case.timers.state.unsent')}</p>}
        <p>
          {t('case.timers.target', {
            duration: t(`time.duration.${clock.target.unit}`, { count: clock.target.value }),
            name: clock.targetName,
          })}
        </p>
        <ExpandableText label={t('case.timers.how')}>
          <SlaTimerBreakdown caseId={caseId} timerId={clock.id} />
        </ExpandableText>
      </div>
    </li>
  );
}

/**
 * The SLA timers of a case with their state. They are scrolled into sight and announced when somebody asks for them.
 */
export function SlaTimers({ item, asked }: { item: CaseDetail; asked: number }) {
  const { t } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const { data: last } = useQuery(
    timelineQuery(item.id, Math.floor((Math.max(1, item.lastPosition) - 1) / timelinePage)),
  );
  useEffect(() => {
    if (asked === 0) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.focus();
  }, [asked]);
  return (
    <div ref={place} tabIndex={-1} className={classes.place} role="group" aria-label={t('case.timers.title')}>
      <SidePanelSection title={t('case.timers.title')}>
        <ul className={classes.clocks}>
          {item.slaTimers.map((clock) => (
            <Timer key={clock.id} clock={clock} caseId={item.id} unsent={unsentReplyOf(clock, last?.items ?? [])} />
          ))}
        </ul>
      </SidePanelSection>
    </div>
  );
}
