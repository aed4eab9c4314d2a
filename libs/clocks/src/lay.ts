import type { ClockLevel } from '@guichet/contracts';
import { toRow, type ClockRow } from './clock-rows.js';
import type { Course, Present } from './fold.js';
import { measure } from './measure.js';
import type { PromiseOf } from './promised.js';

/** A case with what was promised for it. */
export interface Case extends Present {
  id: string;
  teamId: string;
}

export interface Laid {
  /** Rows that are other than they were. */
  changed: ClockRow[];
  /** Rows that leave their place: what they began with lies elsewhere now, or begins nothing any more. */
  leaving: ClockRow[];
  /** What runs, whether it has changed or not. */
  running: ClockRow[];
  /** A level that has passed and nobody was told of. */
  rings: { row: ClockRow; level: ClockLevel }[];
}

/**
 * The clocks of a case as rows. What is over stays as it was, whatever hours and targets say by now; unless it is not over
 * after all, as the answer that ended it was taken back or did not arrive. `former` are the rows so far.
 */
export function layRows(
  item: Case,
  courses: readonly Course[],
  former: readonly ClockRow[],
  promise: PromiseOf,
  now: Date,
): Laid {
  const laid: Laid = { changed: [], leaving: [], running: [], rings: [] };
  const known = Map.groupBy(former, nameOf);
  for (const course of courses) lay(laid, item, course, taken(known.get(nameOf(course)) ?? [], course), promise, now);
  for (const row of [...known.values()].flat()) {
    // A merged case keeps what it was; elsewhere, what nothing begins any more was never promised.
    if (!item.merged) laid.leaving.push(row);
    else if (!row.endedAt) laid.changed.push(dropped(row, now));
  }
  return laid;
}

/** Entries change their places when others are moved; when they were written does not change. */
const nameOf = ({ clock, startedAt }: Pick<Course, 'clock' | 'startedAt'>): string => `${clock} ${startedAt.getTime()}`;

/** Where cases that were written to at once became one, several begin at one time: then the place tells them apart. */
function taken(rows: ClockRow[], { since }: Course): ClockRow | undefined {
  const own = rows.findIndex((row) => row.since === since);
  return rows.splice(Math.max(own, 0), 1)[0];
}

function lay(laid: Laid, item: Case, course: Course, row: ClockRow | undefined, promise: PromiseOf, now: Date): void {
  if (row && row.since !== course.since) laid.leaving.push(row);
  const isOver = row?.endedAt && course.endedAt?.getTime() === row.endedAt.getTime();
  if (isOver || (item.merged && row?.endedAt)) {
    if (row.since !== course.since) laid.changed.push({ ...row, since: course.since });
    return;
  }
  const promised = promise(course);
  const duration = promised?.target[course.clock];
  const measured = promised && duration ? measure(course, duration, promised.schedule, now) : undefined;
  if (!promised || !measured) {
    if (row && !row.endedAt) laid.changed.push(dropped(row, now));
    return;
  }
  const next = toRow(row, { caseId: item.id, teamId: item.teamId }, course, promised.target, measured, now);
  // What was over before anybody looked is told to nobody: nothing can be done about it.
  const wasSeen = row !== undefined || course.endedAt === null;
  if (wasSeen && measured.passed !== null && measured.passed > (next.rang ?? 0)) {
    next.rang = measured.passed;
    laid.rings.push({ row: next, level: measured.passed });
  }
  laid.changed.push(next);
  if (next.state === 'running') laid.running.push(next);
}

const dropped = (row: ClockRow, now: Date): ClockRow => ({
  ...row,
  state: 'dropped',
  endedAt: now,
  ringsAt: null,
  asOf: now,
});
