import { addressedEventsAfter, lastEvents, type AddressedEvent, type Reader } from '@guichet/database';
import { eventually } from './eventually.js';

const BEGINNING = `${'0'.repeat(20)}-${'0'.repeat(20)}`;

/** Reads the whole log. Waits for events that an older transaction hides, which may be of another spec on the same server. */
export const allEvents = ({ query }: Reader): Promise<AddressedEvent[]> =>
  eventually(async () => {
    const events = await addressedEventsAfter(query, BEGINNING, 10_000);
    const [last] = await lastEvents(query);
    if (last && events.at(-1)?.position !== last.position) throw new Error('An older transaction hides new events.');
    return events;
  });

/** The position behind all that was written before, which a plain reading of the log may not show yet. */
export async function settledPosition(reader: Reader): Promise<string> {
  return (await allEvents(reader)).at(-1)?.position ?? BEGINNING;
}
