import type { Tx } from '@guichet/database';

/** Whether two citizens are one person, as two records of one who was merged are. Primary key of `citizen`. */
export async function isSamePerson(tx: Tx, id: string, otherId: string | null): Promise<boolean> {
  const [same] = await tx.query(
    `select 1 from citizen one join citizen other on other.root_id = one.root_id where one.id = $1 and other.id = $2`,
    [id, otherId],
  );
  return same !== undefined;
}
