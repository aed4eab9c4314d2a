import type { ClockLine, Schedule } from '@guichet/contracts';
import type { Course } from './fold.js';
import { hoursOf, type Hours } from './hours.js';
import { workingSeconds } from './working-time.js';

/** A page of a calendar is read; nobody reads years of it. */
const MOST_LINES = 400;

/**
 * How a course came to its time until `until`: a line for each working day, one for each holiday or run of days without
 * work, and one for each time that it waited for the citizen. The last ones, where they are very many.
 */
export function linesOf({ spans, startedAt }: Course, schedule: Schedule, until: Date): ClockLine[] {
  const hours = hoursOf(schedule);
  const lines: ClockLine[] = [];
  let reached = startedAt;
  for (const { from, to } of spans) {
    if (from > reached) lines.push(waiting(reached, from));
    const end = to ?? until;
    lines.push(...days(hours, schedule, from, end));
    reached = end;
  }
  if (until > reached) lines.push(waiting(reached, until));
  return lines.slice(-MOST_LINES);
}

const waiting = (from: Date, to: Date): ClockLine => ({ ...span(from, to), what: 'waiting', name: null, seconds: 0 });
const span = (from: Date, to: Date) => ({ from: from.toISOString(), to: to.toISOString() });

function days(hours: Hours, schedule: Schedule, from: Date, to: Date): ClockLine[] {
  const lines: ClockLine[] = [];
  for (let begin = from; begin < to;) {
    const { day } = hours.local(begin.getTime());
    const end = new Date(Math.min(hours.midnight(day + 1), to.getTime()));
    const seconds = Math.round(workingSeconds(schedule, begin, end));
    const special = hours.special(day);
    const isOff = seconds === 0 && hours.slots(day).length === 0;
    if (seconds > 0) lines.push({ ...span(begin, end), what: 'working', name: special?.name ?? null, seconds });
    else if (isOff && special) lines.push({ ...span(begin, end), what: 'holiday', name: special.name, seconds });
    else if (isOff) pushClosed(lines, begin, end);
    begin = end;
  }
  return lines;
}

/** Days without work, one after the other, are one line. */
function pushClosed(lines: ClockLine[], from: Date, to: Date): void {
  const last = lines.at(-1);
  if (last?.what === 'closed' && last.to === from.toISOString()) last.to = to.toISOString();
  else lines.push({ ...span(from, to), what: 'closed', name: null, seconds: 0 });
}
