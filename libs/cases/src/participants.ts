import type { Case, Tx } from '@guichet/database';
import type { Lying } from './arrangement.js';

/**
 * Who is part of a case: whoever somebody has put there by hand, and whom its entries and the moves that stand make a part.
 * The latter is told anew from these after each move and each way back, so it is what it was when they are.
 */
export async function setParticipants(
  tx: Tx,
  item: Case,
  order: readonly Lying[],
  byHand: ReadonlySet<string>,
): Promise<void> {
  const ids = [...byHand.union(await partOf(tx, item, order))];
  await tx.query(`delete from case_participant where case_id = $1 and handle_id <> all($2::uuid[])`, [item.id, ids]);
  await tx.query(
    `insert into case_participant (case_id, handle_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [item.id, ids],
  );
}

/**
 * Who is part of a case by no entry of it: now, or at any move, as an entry may have come from them since. A merged one
 * still has those whose entries went on, as whoever knew it knew them.
 */
export async function putByHand(tx: Tx, item: Case, order: readonly Lying[]): Promise<Set<string>> {
  const known = await idsFrom(
    tx,
    `select jsonb_array_elements_text(before -> case from_id when $1 then 'from' else 'into' end -> 'byHand') as id
     from entry_move where $1 in (from_id, into_id)`,
    [item.id],
  );
  if (item.mergedIntoId) return known;
  const present = await idsFrom(tx, `select handle_id as id from case_participant where case_id = $1`, [item.id]);
  return known.union(present.difference(await partOf(tx, item, order)));
}

/** Who is part of a case by the merges into it that stand: put by hand into what is part of it now. */
export const carriedInto = (tx: Tx, { id }: Case): Promise<Set<string>> =>
  idsFrom(
    tx,
    `select jsonb_array_elements_text(before -> 'carried') as id from entry_move where into_id = $1 and undone_at is null`,
    [id],
  );

/** Strangers' words that are moved by themselves have found their case: their authors are part of it. */
export function foundBy(entries: readonly Lying[]): string[] {
  const messages = entries.filter(({ kind }) => kind === 'message');
  return messages.every(({ thirdParty }) => thirdParty) ? messages.map(({ id }) => id) : [];
}

/** A stranger's word makes nobody a part, but where it has found its case. */
async function partOf(tx: Tx, item: Case, order: readonly Lying[]): Promise<Set<string>> {
  const found = await idsFrom(
    tx,
    `select jsonb_array_elements_text(before -> 'found') as id from entry_move where into_id = $1 and undone_at is null`,
    [item.id],
  );
  const heard = order.filter(({ id, thirdParty }) => !thirdParty || found.has(id));
  return new Set(heard.flatMap(({ handles }) => handles))
    .union(await carriedInto(tx, item))
    .union(await remaining(tx, item));
}

/** Whom the case is about remains a part of it when their messages have been moved away. */
const remaining = (tx: Tx, { id, citizenId }: Case): Promise<Set<string>> =>
  idsFrom(
    tx,
    `select h.id from citizen c join citizen same on same.root_id = c.root_id join handle h on h.citizen_id = same.id
     where c.id = $2 and h.id in (
       select m.handle_id from entry_move v, jsonb_array_elements_text(v.before -> 'moved') moved
       join message m on m.entry_id = moved::uuid join timeline_entry e on e.id = m.entry_id
       where $1 in (v.from_id, v.into_id) and v.undone_at is null and not e.data -> 'flags' ? 'third-party')`,
    [id, citizenId],
  );

async function idsFrom(tx: Tx, sql: string, parameters: unknown[]): Promise<Set<string>> {
  return new Set((await tx.query<{ id: string }>(sql, parameters)).map(({ id }) => id));
}
