import { saveDueTimes } from '@guichet/cases';
import type { SlaTimer, Tx } from '@guichet/database';
import { caseHistoriesOf } from './timer-events-of-cases.js';
import { CASE_COLUMNS, targetsFor, type CaseRow } from './targets-of-cases.js';
import { fireThresholds } from './fire-thresholds.js';
import { earliest } from './earliest-timer.js';
import { runsOf } from './fold-case-into-timers.js';
import { computeTimerChanges, dueTimeOf, type TimerChanges } from './compute-timer-changes.js';
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
  const histories = await caseHistoriesOf(tx, ids);
  const rows = await timersOf(tx, ids);
  const withHistories = cases.map((item) => ({ item, ...histories.get(item.id)! }));
  const targetsIn = await targetsFor(tx, withHistories);
  return withHistories.map(({ item, events, teamChanges, warnings }) => {
    const former = rows.get(item.id) ?? [];
    const [runs, targetOf] = [runsOf(item, events), targetsIn(item, teamChanges)];
    return { item, former, ...computeTimerChanges({ item, runs, former, targetOf, warnings, now: tx.now }) };
  });
}

/** Saves the next due time, which the inbox shows and sorts by, and publishes `sla.timer-changed`. */
async function publishDueTimes(tx: Tx, cases: readonly RecomputedCase[]): Promise<void> {
  const moved = cases.flatMap(({ item, due }) => {
    const next = earliest(due, dueTimeOf);
    const [dueAt, dueFor] = [next ? dueTimeOf(next) : null, next?.kind ?? null];
    const isSame = dueAt?.getTime() === item.dueAt?.getTime() && dueFor === item.dueFor;
    return isSame ? [] : [{ id: item.id, dueAt, dueFor }];
  });
  await saveDueTimes(tx, moved);
  const movedIds = new Set(moved.map(({ id }) => id));
  for (const recomputed of cases) {
    const { item, due } = recomputed;
    const counts = isCounted(recomputed);
    if (!movedIds.has(item.id) && !counts && !hasNewState(recomputed)) continue;
    const dueFor = earliest(due, dueTimeOf)?.kind ?? null;
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
