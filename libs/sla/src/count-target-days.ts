import { addWorkingTime, dueAt, expandHours, workingSeconds } from '@guichet/calendars';
import type { BusinessHours, Duration, SlaDayCount, SlaTargetDay } from '@guichet/contracts';
import { currentHours, divide, type TeamHours } from './business-hours-across-handovers.js';
import type { TimerRun } from './fold-case-into-timers.js';
import { pauseKind, withSums, workingLines } from './timer-explanation-lines.js';

type Run = Pick<TimerRun, 'spans' | 'startedAt' | 'state' | 'endedAt' | 'closings'>;
interface Span {
  from: Date;
  to: Date;
}

/**
 * Counts the days of a target, of which the time until `until` is explained, from its first day to when it is due, so that people can follow it by eye: the days as if the timer
 * had never been paused, then the business hours of each pause, which are made up after that. Null where no days explain the due time:
 * the target is in hours, or the case was meanwhile with teams that have different business hours, for which its time is converted.
 */
export function countTargetDays(
  run: Run,
  { target, teamHours, until, now }: { target: Duration; teamHours: TeamHours; until: Date; now: Date },
): SlaDayCount | null {
  const hours = target.unit === 'days' ? onlyHours({ from: run.startedAt, to: until }, teamHours) : null;
  const dueWithoutPauses = hours && dueAt(hours, run.startedAt, target);
  if (!hours || !dueWithoutPauses) return null;
  const pauses: Span[] = [];
  let due: Date | null = dueWithoutPauses;
  for (const { from, to } of pausesOf(run)) {
    if (from >= due) break;
    const span: Span = { from, to: to ?? now };
    pauses.push(span);
    const next: Date | undefined = addWorkingTime(hours, due, workingSeconds(hours, span.from, span.to));
    // While it is paused, nobody knows until when.
    due = (to && next) ?? null;
    if (!due) break;
  }
  return {
    days: targetDays(hours, { startedAt: run.startedAt, due: dueWithoutPauses, value: target.value }),
    dueWithoutPauses: dueWithoutPauses.toISOString(),
    pauses: withSums(
      pauses.map(({ from, to }) => ({
        ...isoSpan(from, to),
        kind: pauseKind(from, run.closings),
        seconds: workingSeconds(hours, from, to),
      })),
    ),
    madeUp: due ? workingLines(hours, dueWithoutPauses, due) : [],
    dueAt: due?.toISOString() ?? null,
  };
}

const isoSpan = (from: Date, to: Date) => ({ from: from.toISOString(), to: to.toISOString() });

/** The business hours of all teams that had the case in this time; null where they differ. */
function onlyHours(span: Span, teamHours: TeamHours): BusinessHours | null {
  const [first, ...others] = divide(span, teamHours).map(({ hours }) => hours);
  const content = JSON.stringify(first);
  return others.every((hours) => JSON.stringify(hours) === content) ? (first ?? currentHours(teamHours)) : null;
}

/** When the timer did not run, in order; the last one has no end while it is paused. */
function pausesOf({ spans, startedAt, state, endedAt }: Run): { from: Date; to: Date | null }[] {
  const pauses: { from: Date; to: Date | null }[] = [];
  let reached: Date | null = startedAt;
  for (const { from, to } of spans) {
    if (reached && from > reached) pauses.push({ from: reached, to: from });
    reached = to;
  }
  const isPaused = reached && (state === 'paused' || (endedAt && endedAt > reached));
  if (reached && isPaused) pauses.push({ from: reached, to: endedAt });
  return pauses;
}

/**
 * The days from `startedAt` to `due`. That on which it started does not count; where the team is closed on it, the next working day
 * takes its place. Consecutive days on which the team is closed are one, unless they have names.
 */
function targetDays(
  businessHours: BusinessHours,
  { startedAt, due, value }: { startedAt: Date; due: Date; value: number },
): SlaTargetDay[] {
  const hours = expandHours(businessHours);
  const days: SlaTargetDay[] = [];
  let number = -1;
  for (let begin = startedAt; begin < due;) {
    const { day } = hours.local(begin.getTime());
    const works = hours.closing(day) !== undefined;
    if (works) number += 1;
    // A last day that closes after midnight ends then.
    const end = number === value ? due : new Date(hours.midnight(day + 1));
    const name = hours.exceptionalDay(day)?.name ?? null;
    const last = days.at(-1);
    if (works)
      days.push({ ...isoSpan(begin, end), kind: number === 0 ? 'first' : 'counted', name, number: number || null });
    else if (name !== null) days.push({ ...isoSpan(begin, end), kind: 'holiday', name, number: null });
    else if (last?.kind === 'closed') last.to = end.toISOString();
    else days.push({ ...isoSpan(begin, end), kind: 'closed', name: null, number: null });
    begin = end;
  }
  return days;
}
