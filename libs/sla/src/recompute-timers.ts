import { saveDueTimes } from '@guichet/cases';
import type { SlaTimer, Tx } from '@guichet/database';
import { caseEventsOf } from './case-events.js';
import { CASE_COLUMNS, targetsFor, type CaseRow } from './case-targets.js';
import { fireThresholds } from './fire-thresholds.js';
import { earliest } from './earliest-timer.js';
import { runsOf } from './sla-fold.js';
import { computeTimerChanges, type TimerChanges } from './compute-timer-changes.js';
import { saveTimers, timersOf } from './timer-rows.js';

interface RecomputedCase extends TimerChanges {
  item: CaseRow;
  former: readonly SlaTimer[];
}

/**
 * Computes the timers of some cases again from what happened to them, and saves what follows: the rows, the next due time
 * of the case, and notifications. Repeated or late, it changes nothing. A fixed number of statements, however many the cases are.
 * `opened`: those that have just come.
 */
export async function recomputeTimers(
  tx: Tx,
  caseIds: readonly string[],
  opened: ReadonlySet<string> = new Set(),
): Promise<void> {
  const cases = await recompute(tx, caseIds);
  if (cases.length === 0) return;
  await saveTimers(
    tx,
    cases.flatMap(({ changed }) => changed),
    cases.flatMap(({ removed }) => removed),
  );
  await fireThresholds(
    tx,
    cases.flatMap(({ item, fired }) => fired.map((one) => ({ ...one, item, isOld: opened.has(item.id) }))),
  );
  await publishDueTimes(tx, cases);
}

async function recompute(tx: Tx, caseIds: readonly string[]): Promise<RecomputedCase[]> {
  if (caseIds.length === 0) return [];
  // In the order in which everybody locks several cases.
  const cases = await tx.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where id = any($1::uuid[]) order by id for no key update`,
    [caseIds],
  );
  const ids = cases.map(({ id }) => id);
  const events = await caseEventsOf(tx, ids);
  const rows = await timersOf(tx, ids);
  const targetsIn = await targetsFor(tx, cases);
  return cases.map((item) => {
    const former = rows.get(item.id) ?? [];
    const runs = runsOf(item, events.get(item.id)!);
    return { item, former, ...computeTimerChanges({ item, runs, former, targetOf: targetsIn(item), now: tx.now }) };
  });
}

/** Saves the next due time, which the inbox shows and sorts by, and publishes `sla.timer-changed`. */
async function publishDueTimes(tx: Tx, cases: readonly RecomputedCase[]): Promise<void> {
  const moved = cases.flatMap(({ item, running }) => {
    const next = earliest(running, ({ dueAt }) => dueAt);
    const [dueAt, dueFor] = [next?.dueAt ?? null, next?.kind ?? null];
    const isSame = dueAt?.getTime() === item.dueAt?.getTime() && dueFor === item.dueFor;
    return isSame ? [] : [{ id: item.id, dueAt, dueFor }];
  });
  await saveDueTimes(tx, moved);
  const movedIds = new Set(moved.map(({ id }) => id));
  for (const recomputed of cases) {
    const { item, running } = recomputed;
    const counts = isCounted(recomputed);
    if (!movedIds.has(item.id) && !counts && !hasNewState(recomputed)) continue;
    const dueFor = earliest(running, ({ dueAt }) => dueAt)?.kind ?? null;
    tx.publish('sla.timer-changed', { dueFor, counts }, { caseId: item.id, teamIds: [item.teamId] });
  }
}

/** Has a timer started, paused, resumed or ended? */
const hasNewState = ({ changed, former }: RecomputedCase): boolean =>
  changed.some((timer) => former.find(({ id }) => id === timer.id)?.state !== timer.state);

/** Has a timer ended or missed its target, or no longer, or was one removed that had? */
const isCounted = ({ changed, removed, former }: RecomputedCase): boolean =>
  removed.some(({ endedAt, breachedAt }) => endedAt !== null || breachedAt !== null) ||
  changed.some((timer) => {
    const before = former.find(({ id }) => id === timer.id);
    return (
      before?.endedAt?.getTime() !== timer.endedAt?.getTime() ||
      before?.breachedAt?.getTime() !== timer.breachedAt?.getTime()
    );
  });
