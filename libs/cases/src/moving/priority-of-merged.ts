import { actorOf, type Principal } from '@guichet/access';
import { casePriorities, type Actor, type Priority } from '@guichet/contracts';
import type { Case, EntryMove, Tx } from '@guichet/database';
import { appendEntry } from '../timeline/append-entries.js';
import type { Before } from './state-before-move.js';

/** The case that stays is as urgent as the more urgent of the two. Both are locked; the caller saves them. */
export const raisePriority = (
  tx: Tx,
  by: Actor,
  { from, into, moveId }: { from: Case; into: Case; moveId: string },
): Promise<void> => setPriority(tx, by, { item: into, to: higher(into.priority, from.priority), moveId });

/**
 * Gives the case into which another one was merged the priority that it had, unless somebody has decided on it since: as far as no other
 * case that is still merged into it is as urgent. The undoing of that merge then gives back what this one would have.
 */
export async function lowerPriority(
  tx: Tx,
  who: Principal,
  { move, before, into }: { move: EntryMove; before: Before; into: Case },
): Promise<void> {
  const own = before.into.priority;
  if (move.how !== 'merged' || own === null || (await isDecidedSince(tx, move))) return;
  let to = own;
  for (const { id, priority } of await mergedSince(tx, move)) {
    await tx.query(`update entry_move set before = jsonb_set(before, '{into,priority}', to_jsonb($2::text)) where id = $1`, [id, to]); // prettier-ignore
    to = higher(to, priority);
  }
  await setPriority(tx, actorOf(who), { item: into, to, moveId: move.id });
}

const higher = (one: Priority, other: Priority): Priority =>
  casePriorities.indexOf(other) > casePriorities.indexOf(one) ? other : one;

async function setPriority(
  tx: Tx,
  actor: Actor,
  { item, to, moveId }: { item: Case; to: Priority; moveId: string },
): Promise<void> {
  const from = item.priority;
  if (from === to) return;
  item.priority = to;
  await appendEntry(tx, { item, entry: { kind: 'activity', data: { type: 'priority', from, to, moveId } }, actor });
}

/** Has somebody, or a rule, decided how urgent a case is since another one was merged into it? Index `timeline_entry_position`. */
async function isDecidedSince(tx: Tx, { id, intoId }: EntryMove): Promise<boolean> {
  const decided = await tx.query(
    `select 1 from timeline_entry where case_id = $1 and from_case_id is null and id > $2 and kind = 'activity'
       and (data ->> 'type' = 'priority' and data -> 'moveId' is null or data ->> 'type' = 'routed' and data ->> 'priority' is not null) limit 1`,
    [intoId, id],
  );
  return decided.length > 0;
}

/** The later merges into a case that still stand, in their order, with the priority of what was merged. Index `entry_move_into`. */
const mergedSince = (tx: Tx, { id, intoId }: EntryMove) =>
  tx.query<{ id: string; priority: Priority }>(
    `select m.id, c.priority from entry_move m join cases c on c.id = m.from_id
     where m.into_id = $1 and m.id > $2 and m.how = 'merged' and m.undone_at is null order by m.id`,
    [intoId, id],
  );
