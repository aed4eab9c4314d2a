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

let columns: string | undefined;

/** The columns of a case by the names of its fields, as its entity has them. */
const columnsOf = (tx: Tx): string =>
  (columns ??= tx
    .repo(Case)
    .metadata.columns.map(({ databaseName, propertyName }) => `c.${databaseName} as "${propertyName}"`)
    .join(', '));

/** One prepared statement: every batch of messages locks the cases of its replies, and to find and fill entities costs as much as all of these. */
async function lock(tx: Tx, ids: readonly string[]): Promise<Case[]> {
  const rows = await tx.query<Case>(
    `select ${columnsOf(tx)} from cases c where c.id = any($1::uuid[]) order by c.id for update`,
    [ids],
  );
  return rows.map((row) => Object.assign(new Case(), row));
}
