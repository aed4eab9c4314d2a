import { expandHours, workingSeconds, type ExpandedHours } from '@guichet/calendars';
import type { BusinessHours, SlaTimerLine } from '@guichet/contracts';
import type { TimerRun } from './fold-case-into-timers.js';
import { divide, type TeamHours } from './business-hours-across-handovers.js';

/** Enough for more than a year; nobody reads more of it. */
const MOST_LINES = 400;

/**
 * How the time of a timer adds up until `until`: a line for each working day, one for each holiday or series of days
 * without work, and one for each time that it was paused. At most the last 400 lines.
 */
export function timerLines({ spans, startedAt }: TimerRun, teamHours: TeamHours, until: Date): SlaTimerLine[] {
  const lines: SlaTimerLine[] = [];
  let reached = startedAt;
  for (const { from, to } of spans) {
    if (from > reached) lines.push(waiting(reached, from));
    const end = to ?? until;
    for (const part of divide({ from, to: end }, teamHours))
      lines.push(...days(expandHours(part.hours), { businessHours: part.hours, from: part.from, to: part.to ?? end }));
    reached = end;
  }
  if (until > reached) lines.push(waiting(reached, until));
  return lines.slice(-MOST_LINES);
}

const waiting = (from: Date, to: Date): SlaTimerLine => ({
  ...span(from, to),
  kind: 'waiting',
  name: null,
  seconds: 0,
});
const span = (from: Date, to: Date) => ({ from: from.toISOString(), to: to.toISOString() });

function days(
  hours: ExpandedHours,
  { businessHours, from, to }: { businessHours: BusinessHours; from: Date; to: Date },
): SlaTimerLine[] {
  const lines: SlaTimerLine[] = [];
  for (let begin = from; begin < to;) {
    const { day } = hours.local(begin.getTime());
    const end = new Date(Math.min(hours.midnight(day + 1), to.getTime()));
    const seconds = Math.round(workingSeconds(businessHours, begin, end));
    const special = hours.exceptionalDay(day);
    const isOff = seconds === 0 && hours.slots(day).length === 0;
    if (seconds > 0) lines.push({ ...span(begin, end), kind: 'working', name: special?.name ?? null, seconds });
    else if (isOff && special) lines.push({ ...span(begin, end), kind: 'holiday', name: special.name, seconds });
    else if (isOff) pushClosed(lines, begin, end);
    begin = end;
  }
  return lines;
}

/** Consecutive days without work are one line. */
function pushClosed(lines: SlaTimerLine[], from: Date, to: Date): void {
  const last = lines.at(-1);
  if (last?.kind === 'closed' && last.to === from.toISOString()) last.to = to.toISOString();
  else lines.push({ ...span(from, to), kind: 'closed', name: null, seconds: 0 });
}
