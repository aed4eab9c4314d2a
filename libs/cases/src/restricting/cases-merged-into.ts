import { Case, CaseRestriction, type Tx } from '@guichet/database';
import { saveCases } from '../timeline/write-cases-and-entries.js';

/**
 * Locks a case and all that were merged into it, in the order of their ids, as everybody locks several. Returns the merged ones:
 * they still show their subject and their person. Index `entry_move_into`.
 */
export async function lockMerged(tx: Tx, id: string): Promise<Case[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive merged(id) as (
       select $1::uuid union select m.from_id from merged join entry_move m on m.into_id = merged.id and m.how = 'merged' and m.undone_at is null)
     select id from merged`,
    [id],
  );
  const cases = await tx
    .repo(Case)
    .createQueryBuilder('c')
    .where('c.id = any(:ids)', { ids: rows.map((row) => row.id) })
    .orderBy('c.id')
    .setLock('pessimistic_write')
    .getMany();
  return cases.filter((item) => item.id !== id);
}

/** Gives locked cases the agents of the first of them, which is saved already, and writes or deletes why they are restricted. */
export async function saveRestriction(
  tx: Tx,
  {
    cases: [item, ...others],
    restriction,
  }: { cases: readonly [Case, ...Case[]]; restriction: Omit<CaseRestriction, 'caseId'> | null },
): Promise<void> {
  for (const other of others) other.restrictedTo = item.restrictedTo;
  await saveCases(tx, others, ['restrictedTo']);
  const ids = [item, ...others].map(({ id }) => id);
  if (!restriction) await tx.repo(CaseRestriction).delete(ids);
  else
    await tx.repo(CaseRestriction).upsert(
      ids.map((caseId) => ({ caseId, ...restriction })),
      ['caseId'],
    );
}
