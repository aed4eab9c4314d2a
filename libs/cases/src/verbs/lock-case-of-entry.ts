import { Case, type Tx } from '@guichet/database';

/** The case of a message, locked. Until it is locked, the message may be moved to another one. */
export async function lockCaseOfEntry(tx: Tx, entryId: string): Promise<Case> {
  const caseIdOf = async () =>
    (await tx.query<{ id: string }>(`select case_id as id from message where entry_id = $1`, [entryId]))[0]!.id;
  for (let id = await caseIdOf(); ;) {
    const item = await tx.repo(Case).findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
    id = await caseIdOf();
    if (id === item.id) return item;
  }
}
