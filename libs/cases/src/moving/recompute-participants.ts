import type { Case, Tx } from '@guichet/database';
import type { PlacedEntry } from './reorder-entries.js';

/**
 * Sets the participants of a case: those who were added by hand, and those who follow from its entries and its moves. The
 * latter are computed anew after each move and each undo, so that an undo gives back what was.
 */
export async function setParticipants(
  tx: Tx,
  { item, order, manual }: { item: Case; order: readonly PlacedEntry[]; manual: ReadonlySet<string> },
): Promise<void> {
  const ids = [...manual.union(await participantsByEntries(tx, item, order))];
  await tx.query(`delete from case_participant where case_id = $1 and handle_id <> all($2::uuid[])`, [item.id, ids]);
  await tx.query(
    `insert into case_participant (case_id, handle_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [item.id, ids],
  );
}

/**
 * The participants of a case who follow from no entry of it: now, or at any move, as an entry may have come from them since. A
 * merged case still has those whose entries went on.
 */
export async function manualParticipants(tx: Tx, item: Case, order: readonly PlacedEntry[]): Promise<Set<string>> {
  const known = await idsFrom(
    tx,
    `select jsonb_array_elements_text(before -> case from_id when $1 then 'from' else 'into' end -> 'manual') as id
     from entry_move where $1 in (from_id, into_id)`,
    [item.id],
  );
  if (item.mergedIntoId) return known;
  const present = await idsFrom(tx, `select handle_id as id from case_participant where case_id = $1`, [item.id]);
  return known.union(present.difference(await participantsByEntries(tx, item, order)));
}

/** The participants of a case who were added by hand to a case that is merged into it. */
export const mergedParticipants = (tx: Tx, { id }: Case): Promise<Set<string>> =>
  idsFrom(
    tx,
    `select jsonb_array_elements_text(before -> 'carried') as id from entry_move where into_id = $1 and undone_at is null`,
    [id],
  );

/** Messages of strangers that are moved on their own have found their case: their authors become participants. Returns their ids. */
export function adoptedStrangers(entries: readonly PlacedEntry[]): string[] {
  const messages = entries.filter(({ kind }) => kind === 'message');
  return messages.every(({ thirdParty }) => thirdParty) ? messages.map(({ id }) => id) : [];
}

/** Messages of strangers that have found this case by a move. */
export const adoptedIn = (tx: Tx, { id }: Case): Promise<Set<string>> =>
  idsFrom(
    tx,
    `select jsonb_array_elements_text(before -> 'adopted') as id from entry_move where into_id = $1 and undone_at is null`,
    [id],
  );

/** A message of a stranger makes nobody a participant, unless it has found its case. */
async function participantsByEntries(tx: Tx, item: Case, order: readonly PlacedEntry[]): Promise<Set<string>> {
  const adopted = await adoptedIn(tx, item);
  const counted = order.filter(({ id, thirdParty }) => !thirdParty || adopted.has(id));
  return new Set(counted.flatMap(({ handles }) => handles))
    .union(await mergedParticipants(tx, item))
    .union(await remaining(tx, item));
}

/** The person of the case remains a participant when their messages have been moved away. */
const remaining = (tx: Tx, { id, citizenId }: Case): Promise<Set<string>> =>
  idsFrom(
    tx,
    `select h.id from citizen c join citizen same on same.root_id = c.root_id join handle h on h.citizen_id = same.id
     where c.id = $2 and h.id in (
       select m.handle_id from entry_move v, jsonb_array_elements_text(v.before -> 'moved') moved
       join message m on m.entry_id = moved::uuid join timeline_entry e on e.id = m.entry_id
       where $1 in (v.from_id, v.into_id) and v.undone_at is null
         and not e.data -> 'flags' ?| array['third-party', 'sender-uncertain'])`,
    [id, citizenId],
  );

async function idsFrom(tx: Tx, sql: string, parameters: unknown[]): Promise<Set<string>> {
  return new Set((await tx.query<{ id: string }>(sql, parameters)).map(({ id }) => id));
}
