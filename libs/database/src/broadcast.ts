import type { Database } from './database.js';

/** What is true only for a moment: nobody keeps it, and whoever does not listen misses it. */
export type Broadcast =
  /** The citizen of a case is writing. */
  | { type: 'typing'; caseId: string; name: string }
  /** An agent begins to write in a case, or ends. */
  | { type: 'writing'; caseId: string; name: string; on: boolean };

/** To every process; `WakeUps` hears it. */
export async function broadcast(database: Database, what: Broadcast): Promise<void> {
  await database.execute(`select pg_notify('guichet', $1)`, [JSON.stringify(what)]);
}
