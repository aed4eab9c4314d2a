import type { SlaThreshold } from '@guichet/contracts';
import type { SlaTimer } from '@guichet/database';
import type { AppliedTarget, Case, TargetOf } from './targets-of-cases.js';
import { elapsedSeconds, type TeamHours } from './business-hours-across-handovers.js';
import type { Warning } from './timer-events-of-cases.js';
import { measure } from './measure-timer.js';
import type { TimerRun } from './fold-case-into-timers.js';
import { isMissed, toTimer } from './timer-rows.js';

export interface TimerChanges {
  /** Rows that are new or have changed. */
  changed: SlaTimer[];
  /** Rows that leave their place: the entry that started them has another position now, or starts nothing any more. */
  removed: SlaTimer[];
  /** Timers with a time at which they are or were due: those that run, and those that were missed before they were paused. */
  due: SlaTimer[];
  /** Thresholds that have passed and were not notified yet. */
  fired: { timer: SlaTimer; threshold: SlaThreshold }[];
}

interface Timers {
  item: Case;
  runs: readonly TimerRun[];
  /** The rows so far. */
  former: readonly SlaTimer[];
  targetOf: TargetOf;
  /** Those that the timeline of the case shows: the row of a timer that is back, as after a merge that was undone, is new. */
  warnings?: readonly Warning[];
  now: Date;
}

/**
 * What changes in the rows of a case. A timer that has ended stays as it was, whatever business hours and targets say by
 * now, unless it did not end after all, as the reply that ended it was canceled or failed.
 */
export function computeTimerChanges({ item, runs, former, targetOf, warnings = [], now }: Timers): TimerChanges {
  const changes: TimerChanges = { changed: [], removed: [], due: [], fired: [] };
  const known = Map.groupBy(former, identityOf);
  for (const run of runs) {
    const row = takeRow(known.get(identityOf(run)) ?? [], run);
    addChange(changes, { item, run, row, applied: targetOf(run), warnings, now });
  }
  for (const row of [...known.values()].flat()) {
    // A merged case keeps its timers; in others, a timer that no entry starts any more never was.
    if (!item.merged) changes.removed.push(row);
    else if (!row.endedAt) changes.changed.push(dropped(row, now));
  }
  return changes;
}

/** Entries get other positions when some are moved; the time at which they were written stays. */
const identityOf = ({ kind, startedAt }: Pick<TimerRun, 'kind' | 'startedAt'>): string =>
  `${kind} ${startedAt.getTime()}`;

/** When cases that got messages at the same time were merged, several runs start at one time: the position tells them apart. */
function takeRow(rows: SlaTimer[], { startPosition }: TimerRun): SlaTimer | undefined {
  const own = rows.findIndex((row) => row.startPosition === startPosition);
  return rows.splice(Math.max(own, 0), 1)[0];
}

interface Change {
  item: Case;
  run: TimerRun;
  row: SlaTimer | undefined;
  applied: AppliedTarget | undefined;
  warnings: readonly Warning[];
  now: Date;
}

function addChange(changes: TimerChanges, { item, run, row, applied, warnings, now }: Change): void {
  if (row && row.startPosition !== run.startPosition) changes.removed.push(row);
  if (row && isFinal(item, run, row)) {
    if (row.startPosition !== run.startPosition) changes.changed.push({ ...row, startPosition: run.startPosition });
    return;
  }
  if (row && item.merged && run.endedAt) {
    changes.changed.push(endedByMerge(row, { run: { ...run, endedAt: run.endedAt }, applied, now }));
    return;
  }
  // A timer that begins in spam was never a promise to anybody.
  if (!row && item.status === 'spam') return;
  // A missed target stays the one that is measured.
  const duration = row && isMissed(row, run) ? row.target : applied?.target[run.kind];
  const measurement =
    applied && duration ? measure(run, { target: duration, teamHours: applied.teamHours, now }) : undefined;
  if (!applied || !measurement) {
    if (row && !row.endedAt) changes.changed.push(dropped(row, now));
    return;
  }
  const timer = toTimer({ former: row, item, run, target: applied.target, measurement, now });
  const { passedThreshold } = measurement;
  if (!row) timer.lastThreshold = shownThreshold(timer, warnings);
  // What had ended before its timer was first computed is not notified: nothing can be done about it.
  const isKnown = row !== undefined || run.endedAt === null;
  // Before its time is over, only a timer that runs has something to warn of: no other one has a due time.
  const isShown = passedThreshold !== null && (passedThreshold >= 100 || timer.state === 'running');
  if (isKnown && isShown && passedThreshold > (timer.lastThreshold ?? 0)) {
    timer.lastThreshold = passedThreshold;
    changes.fired.push({ timer, threshold: passedThreshold });
  }
  changes.changed.push(timer);
  if (dueTimeOf(timer)) changes.due.push(timer);
}

/**
 * When a timer is due or was missed; null where nobody knows, or where it has ended. A target that was missed stays missed while we
 * wait for the citizen: whoever looks for late cases finds it.
 */
export const dueTimeOf = ({ state, dueAt, breachedAt }: SlaTimer): Date | null =>
  state === 'running' ? dueAt : state === 'paused' ? breachedAt : null;

function isFinal({ merged }: Case, run: TimerRun, { endedAt }: SlaTimer): boolean {
  return endedAt !== null && (merged || run.endedAt?.getTime() === endedAt.getTime());
}

/** The highest threshold of a timer that the timeline shows. */
function shownThreshold({ kind, dueAt, breachedAt }: SlaTimer, warnings: readonly Warning[]): SlaThreshold | null {
  const due = (dueAt ?? breachedAt)?.getTime();
  const own = warnings.filter((one) => one.timer === kind && Date.parse(one.dueAt) === due);
  return own.reduce<SlaThreshold | null>((most, { threshold }) => (threshold > (most ?? 0) ? threshold : most), null);
}

/**
 * A timer that ends as its case was merged: from where it was. What happened to the case is in the other one now, so that it would seem
 * to have run all the time, and would have missed a target that was paused.
 */
function endedByMerge(
  row: SlaTimer,
  { run, applied, now }: { run: TimerRun & { endedAt: Date }; applied: AppliedTarget | undefined; now: Date },
): SlaTimer {
  const [{ state, endedAt }, runs] = [run, row.state === 'running'];
  const since = runs && applied && row.asOf < endedAt ? elapsedSince(row.asOf, endedAt, applied.teamHours) : 0;
  return {
    ...{ ...row, state, endedAt, nextThresholdAt: null, asOf: now, elapsedSeconds: row.elapsedSeconds + since },
    breachedAt: row.breachedAt ?? (runs && row.dueAt && row.dueAt < endedAt ? row.dueAt : null),
  };
}

const elapsedSince = (from: Date, to: Date, teamHours: TeamHours): number =>
  Math.floor(elapsedSeconds({ spans: [{ from, to }] }, teamHours, to));

const dropped = (row: SlaTimer, now: Date): SlaTimer => ({
  ...row,
  state: 'dropped',
  endedAt: now,
  nextThresholdAt: null,
  asOf: now,
});
