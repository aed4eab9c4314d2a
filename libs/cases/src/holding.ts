import { Case, type Tx } from '@guichet/database';

/** The case in which a message lies, locked. Until it is locked, the message may be moved to another one. */
export async function caseHolding(tx: Tx, entryId: string): Promise<Case> {
  const lies = async () =>
    (await tx.query<{ id: string }>(`select case_id as id from message where entry_id = $1`, [entryId]))[0]!.id;
  for (let id = await lies(); ;) {
    const item = await tx.repo(Case).findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
    id = await lies();
    if (id === item.id) return item;
  }
}
