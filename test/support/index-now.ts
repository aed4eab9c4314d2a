import { indexPersonalValues } from '@guichet/messages';
import { allEvents } from './all-events.js';
import type { TestTown } from './test-town.js';

/** Indexes the values of all messages so far, as the reader of the log does. */
export async function indexNow(town: TestTown): Promise<void> {
  const events = await allEvents(town.database);
  await town.database.write({ kind: 'system', name: 'values' }, (tx) => indexPersonalValues(tx, events));
}
