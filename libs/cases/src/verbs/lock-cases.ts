import { Case, type Tx } from '@guichet/database';

/**
 * Locks cases in the order of their ids. Returns each under the id that was asked for; instead of one that was merged, the case
 * that it is part of now. What is no case yet is left out.
 */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<Map<string, Case>> {
  const locked = new Map<string, Case>();
  for (let wanted = [...new Set(ids)]; wanted.length > 0;) {
    for (const item of await lock(tx, wanted)) locked.set(item.id, item);
    wanted = [...locked.values()].flatMap(({ mergedIntoId }) =>
      mergedIntoId !== null && !locked.has(mergedIntoId) ? [mergedIntoId] : [],
    );
  }
  const present = (id: string): Case => {
    const item = locked.get(id)!;
    return item.mergedIntoId === null ? item : present(item.mergedIntoId);
  };
  return new Map([...locked.keys()].map((id) => [id, present(id)]));
}

const lock = (tx: Tx, ids: readonly string[]): Promise<Case[]> =>
  tx
    .repo(Case)
    .createQueryBuilder('c')
    .where('c.id = any(:ids)', { ids })
    .orderBy('c.id')
    .setLock('pessimistic_write')
    .getMany();
