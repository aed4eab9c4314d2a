import { parameters, scope, type Principal } from '@guichet/access';
import type { Priority, TakenCase } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { updateCase } from './update-case.js';
import { waitForLock } from './wait-for-lock.js';

/** So long the last case is waited for: whoever locks it for longer keeps no connection of others busy meanwhile. */
const WAIT_MS = 2_000;

/**
 * Gives the agent the most urgent of the open cases of their teams that nobody has: by priority, then by what is due next, then by
 * what has waited longest. Two who ask at once get two cases. Null: there is none, or none that is not being written of for seconds. Index
 * `cases_unassigned`.
 *
 * @throws Failure `not-permitted`.
 */
export async function takeNextCase(tx: Tx, who: Principal): Promise<TakenCase> {
  const assignable = scope(who, 'case.update').narrowedBy(scope(who, 'case.assign')).ofTeams.within(who.teamIds);
  if (assignable.isEmpty) return null;
  const { values, bind } = parameters();
  const where = assignable.sqlNamed('cases', bind);
  const mostUrgent = async (locked: 'skip locked' | '') => {
    const [first] = await tx.query<{ id: string; reference: string; priority: Priority; dueAt: Date | null }>(
      `select id, reference, priority, due_at as "dueAt" from cases where assignee_id is null and status = 'open' and ${where}
       order by array_position(array['urgent', 'high', 'normal', 'low'], priority), coalesce(due_at, 'infinity'), last_entry_at, id
       limit 1 for update ${locked}`,
      values,
    );
    return first;
  };
  // What is locked may only be having its deadline written: the last case that waits is waited for, and not said to be none.
  const next = (await mostUrgent('skip locked')) ?? (await waitForLock(tx, WAIT_MS, () => mostUrgent('')));
  if (!next) return null;
  await updateCase(tx, who, { id: next.id, wanted: { assigneeId: who.id } });
  const [taken] = await tx.query<{ version: number }>('select version from cases where id = $1', [next.id]);
  return { ...next, dueAt: next.dueAt?.toISOString() ?? null, version: taken!.version };
}
