import type { Tx } from '@guichet/database';
import { clocksOf, writeRows, type ClockRow } from './clock-rows.js';
import { layClocks } from './fold.js';
import { layRows, type Laid } from './lay.js';
import { momentsOf } from './moments.js';
import { CASE_COLUMNS, promisesFor, type CaseRow } from './promised.js';
import { ring } from './ring.js';

interface LaidCase extends Laid {
  item: CaseRow;
  former: readonly ClockRow[];
}

/**
 * Lays the clocks of some cases anew: their rows, what is due next, who must hear of it, and when to look again. Done twice,
 * or late, it changes nothing. A fixed number of statements, however many the cases are. `isTimer`: the timer that was set
 * is used up.
 */
export async function layCases(tx: Tx, caseIds: readonly string[], isTimer = false): Promise<void> {
  const cases = await layAll(tx, caseIds);
  if (cases.length === 0) return;
  await writeRows(
    tx,
    cases.flatMap(({ changed }) => changed),
    cases.flatMap(({ leaving }) => leaving),
  );
  await ring(
    tx,
    cases.flatMap(({ item, rings }) => rings.map((one) => ({ ...one, item }))),
  );
  await moveDue(tx, cases);
  await setTimers(tx, cases, isTimer);
}

async function layAll(tx: Tx, caseIds: readonly string[]): Promise<LaidCase[]> {
  if (caseIds.length === 0) return [];
  // In the order of everybody who locks several.
  const cases = await tx.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where id = any($1::uuid[]) order by id for no key update`,
    [caseIds],
  );
  const ids = cases.map(({ id }) => id);
  const moments = await momentsOf(tx.query, ids);
  const rows = await clocksOf(tx.query, ids);
  const promiseIn = await promisesFor(tx.query, cases);
  return cases.map((item) => {
    const former = rows.get(item.id) ?? [];
    const courses = layClocks(moments.get(item.id)!, item);
    return { item, former, ...layRows(item, courses, former, promiseIn(item), tx.now) };
  });
}

/** What the inbox shows and sorts by: the nearest of what runs. Whoever counts hears also of what goes on or ends. */
async function moveDue(tx: Tx, cases: readonly LaidCase[]): Promise<void> {
  const moved = cases.flatMap(({ item, running }) => {
    const next = earliest(running, ({ dueAt }) => dueAt);
    const [dueAt, dueFor] = [next?.dueAt ?? null, next?.clock ?? null];
    const isSame = dueAt?.getTime() === item.dueAt?.getTime() && dueFor === item.dueFor;
    return isSame ? [] : [{ item, dueAt, dueFor }];
  });
  if (moved.length > 0)
    await tx.query(
      `update cases c set due_at = m.due_at, due_for = m.due_for
       from unnest($1::uuid[], $2::timestamptz[], $3::text[]) m(id, due_at, due_for) where c.id = m.id`,
      [moved.map(({ item }) => item.id), moved.map(({ dueAt }) => dueAt), moved.map(({ dueFor }) => dueFor)],
    );
  const told = new Set(moved.map(({ item }) => item.id));
  for (const { item, running, changed, former } of cases) {
    if (!told.has(item.id) && !changed.some((row) => former.find(({ id }) => id === row.id)?.state !== row.state))
      continue;
    const clock = earliest(running, ({ dueAt }) => dueAt)?.clock ?? null;
    tx.publish('clock.moved', { clock }, { caseId: item.id, teamIds: [item.teamId] });
  }
}

/** One timer a case. One that is no longer needed comes, finds nothing that has passed, and goes. */
async function setTimers(tx: Tx, cases: readonly LaidCase[], isTimer: boolean): Promise<void> {
  const timers = cases.flatMap(({ item, running, former }) => {
    const runAt = earliest(running, ({ ringsAt }) => ringsAt)?.ringsAt;
    const before = earliest(former, ({ state, ringsAt }) => (state === 'running' ? ringsAt : null))?.ringsAt;
    if (!runAt || (!isTimer && runAt.getTime() === before?.getTime())) return [];
    return [{ payload: { caseId: item.id }, runAt, key: `clocks:${item.id}` }];
  });
  await tx.jobs('ring-clocks', timers);
}

function earliest(rows: readonly ClockRow[], timeOf: (row: ClockRow) => Date | null): ClockRow | undefined {
  return rows
    .filter((row) => timeOf(row) !== null)
    .sort((one, other) => timeOf(one)!.getTime() - timeOf(other)!.getTime())[0];
}
