import type { Database, Tx } from '@guichet/database';

/** A database of whose process nothing is left at its `last` write: that write and all later ones are rolled back. */
export function dyingDatabase(database: Database, last: number): Database {
  let writes = 0;
  return Object.create(database, {
    write: {
      value: (actor: never, work: (tx: Tx) => Promise<unknown>) =>
        database.write(actor, async (tx) => {
          await work(tx);
          if ((writes += 1) >= last) throw new Error('killed');
        }),
    },
  }) as Database;
}
