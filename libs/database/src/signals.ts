import type { Database } from './database.js';

/** What is true only for a moment: nobody keeps it, and whoever does not listen misses it. */
export type Signal =
  /** The citizen of a case is writing. */
  | { type: 'typing'; caseId: string; name: string }
  /** An agent begins to write in a case, or ends. */
  | { type: 'writing'; caseId: string; name: string; on: boolean };

/** To every process; `WakeUps` hears it. */
export async function signal(database: Database, what: Signal): Promise<void> {
  await database.read(`select pg_notify('guichet', $1)`, [JSON.stringify(what)]);
}
