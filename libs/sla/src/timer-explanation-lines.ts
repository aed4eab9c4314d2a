import { expandHours, workingSeconds, type ExpandedHours } from '@guichet/calendars';
import type { BusinessHours, SlaTimerLine } from '@guichet/contracts';
import type { TimerRun } from './fold-case-into-timers.js';
import { divide, type TeamHours } from './business-hours-across-handovers.js';

/** Enough for more than a year; nobody reads more of it. */
const MOST_LINES = 400;

/**
 * How the time of a timer adds up until `until`, each line with the sum so far: a line for each working day, one for each holiday or series of days
 * without work, and one for each time that it was paused. At most the last 400 lines.
 */
export function timerLines(
  { spans, startedAt, closings }: TimerRun,
  teamHours: TeamHours,
  until: Date,
): SlaTimerLine[] {
  const lines: Line[] = [];
  const pause = (from: Date, to: Date): Line => ({
    ...span(from, to),
    kind: pauseKind(from, closings),
    name: null,
    seconds: 0,
    hours: [],
  });
  let reached = startedAt;
  for (const { from, to } of spans) {
    if (from >= until) break;
    if (from > reached) lines.push(pause(reached, from));
    const end = to && to < until ? to : until;
    for (const part of divide({ from, to: end }, teamHours))
      lines.push(...days(expandHours(part.hours), { businessHours: part.hours, from: part.from, to: part.to ?? end }));
    reached = end;
  }
  if (until > reached) lines.push(pause(reached, until));
  return withSums(lines).slice(-MOST_LINES);
}

/** The lines of a time in which one team works, with the sum so far. */
export const workingLines = (businessHours: BusinessHours, from: Date, to: Date): SlaTimerLine[] =>
  withSums(days(expandHours(businessHours), { businessHours, from, to }));

/** A line whose seconds are not rounded yet. */
type Line = Omit<SlaTimerLine, 'sumSeconds'>;

/** Sums are rounded, and a line is the difference of two: so all lines together are the sum, whatever was rounded. */
export function withSums<Part extends { seconds: number }>(lines: readonly Part[]): (Part & { sumSeconds: number })[] {
  let [exact, sumSeconds] = [0, 0];
  return lines.map((line) => {
    exact += line.seconds;
    const former = sumSeconds;
    sumSeconds = Math.round(exact);
    return { ...line, seconds: sumSeconds - former, sumSeconds };
  });
}

/** Why a timer was paused from this moment on. */
export const pauseKind = (from: Date, closings: readonly Date[] = []): 'waiting' | 'resolved' =>
  closings.some((at) => at.getTime() === from.getTime()) ? 'resolved' : 'waiting';

const span = (from: Date, to: Date) => ({ from: from.toISOString(), to: to.toISOString() });

function days(
  hours: ExpandedHours,
  { businessHours, from, to }: { businessHours: BusinessHours; from: Date; to: Date },
): Line[] {
  const lines: Line[] = [];
  for (let begin = from; begin < to;) {
    const { day } = hours.local(begin.getTime());
    const end = new Date(Math.min(hours.midnight(day + 1), to.getTime()));
    const seconds = workingSeconds(businessHours, begin, end);
    const special = hours.exceptionalDay(day);
    const isOff = seconds === 0 && hours.slots(day).length === 0;
    const line = { ...span(begin, end), name: special?.name ?? null, seconds };
    if (seconds > 0) lines.push({ ...line, kind: 'working', hours: hours.hoursWithin(day) });
    else if (isOff && special) lines.push({ ...line, kind: 'holiday', hours: [] });
    else if (isOff) pushClosed(lines, begin, end);
    begin = end;
  }
  return lines;
}

/** Consecutive days without work are one line. */
function pushClosed(lines: Line[], from: Date, to: Date): void {
  const last = lines.at(-1);
  if (last?.kind === 'closed' && last.to === from.toISOString()) last.to = to.toISOString();
  else lines.push({ ...span(from, to), kind: 'closed', name: null, seconds: 0, hours: [] });
}
