import type { ClockLevel, Duration, Schedule } from '@guichet/contracts';
import type { Course } from './fold.js';
import { addWorking, dueAt, workingSeconds } from './working-time.js';

const LEVELS = [50, 80, 100, 200] as const satisfies ClockLevel[];

/** How a course stands to what was promised for it. */
export interface Measured {
  /** Null while it is the citizen's turn: nobody knows when it will be ours. */
  dueAt: Date | null;
  elapsedSeconds: number;
  totalSeconds: number;
  breachedAt: Date | null;
  /** The highest level that has passed. */
  passed: ClockLevel | null;
  /** When the next one passes; null where none will, by itself. */
  ringsAt: Date | null;
}

/** Undefined where the team will never have worked so long: nothing can be promised then. */
export function measure(course: Course, promised: Duration, schedule: Schedule, now: Date): Measured | undefined {
  const due = dueAt(schedule, course.startedAt, promised);
  if (!due) return undefined;
  // To the millisecond: half a second more, and what is due at closing time is due at the next opening.
  const total = workingSeconds(schedule, course.startedAt, due);
  const until = course.endedAt ?? now;
  const reached = (per: number) => reachedAt(course.spans, schedule, (total * per) / 100);
  const times = LEVELS.map((level) => ({ level, at: reached(level) }));
  const whole = times.find(({ level }) => level === 100)!.at ?? null;
  if (course.state === 'running' && !whole) return undefined;
  const hasPassed = (at: Date | undefined) => at !== undefined && (course.endedAt ? at < until : at <= until);
  return {
    dueAt: course.state === 'paused' ? null : whole,
    elapsedSeconds: Math.floor(elapsed(course.spans, schedule, until)),
    totalSeconds: Math.round(total),
    breachedAt: whole && hasPassed(whole) ? whole : null,
    passed: times.findLast(({ at }) => hasPassed(at))?.level ?? null,
    ringsAt: course.state === 'running' ? (times.find(({ at }) => at && at > now)?.at ?? null) : null,
  };
}

const elapsed = (spans: Course['spans'], schedule: Schedule, until: Date): number =>
  spans.reduce((sum, { from, to }) => sum + workingSeconds(schedule, from, to ?? until), 0);

/** When so much working time had passed, or will have. */
function reachedAt(spans: Course['spans'], schedule: Schedule, seconds: number): Date | undefined {
  let left = seconds;
  for (const { from, to } of spans) {
    const length = to ? workingSeconds(schedule, from, to) : Infinity;
    if (length >= left) return addWorking(schedule, from, left);
    left -= length;
  }
  return undefined;
}
