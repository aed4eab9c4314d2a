import { Case, CaseRestriction, type Tx } from '@guichet/database';
import { saveCases } from '../timeline/write-cases-and-entries.js';

/**
 * Locks a case and all that were merged into it, and what is left of undone splits of them, in the order of their ids, as everybody locks several. Returns the merged ones:
 * they still show their subject and their person. Indexes `entry_move_into`, `entry_move_from`.
 */
export async function lockMerged(tx: Tx, id: string): Promise<Case[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive merged(id) as (
       select $1::uuid union select part.id from merged cross join lateral (
         select m.from_id as id from entry_move m where m.into_id = merged.id and m.how = 'merged' and m.undone_at is null
         union all select m.into_id from entry_move m join cases c on c.id = m.into_id and c.merged_into_id = m.from_id
           where m.from_id = merged.id and m.how = 'split' and m.undone_at is not null) part)
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

/**
 * Gives locked cases the agents of the first of them, which is saved already, and writes or deletes why they are restricted. What was
 * opened by breaking the glass before is closed.
 */
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
  await endAllBrokenGlass(tx, ids, item.restrictedTo);
  if (!restriction) await tx.repo(CaseRestriction).delete(ids);
  else
    await tx.repo(CaseRestriction).upsert(
      ids.map((caseId) => ({ caseId, ...restriction })),
      ['caseId'],
    );
}

/**
 * Whoever has broken the glass did so under another restriction, which may even be set again within the hour: they would have to say
 * their reason, and alarm those who are named, anew.
 */
async function endAllBrokenGlass(tx: Tx, caseIds: readonly string[], named: readonly string[] | null): Promise<void> {
  const rows = await tx.query<{ caseId: string; agentId: string }>(
    `update break_glass set ended_at = $2 where case_id = any($1::uuid[]) and ended_at is null and until > $2
     returning case_id as "caseId", agent_id as "agentId"`,
    [caseIds, tx.now],
  );
  for (const { caseId, agentId } of rows) {
    tx.publish('agent.changed', { agentId }, { agentId });
    if (named?.includes(agentId) === false) tx.publish('case.withdrawn', { caseId }, { agentId });
  }
}
