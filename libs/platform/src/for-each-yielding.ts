import { setImmediate } from 'node:timers/promises';

/** Long enough that giving way costs nothing, and short enough that nobody notices the wait. */
const TURN_MS = 4;

/**
 * Does `work` for each item in order, and lets everything that waits for this thread run every few milliseconds. Hundreds of messages at
 * once would hold it for as long as a request takes: agents would wait, and the database and the parsers would have nothing to do.
 */
export async function forEachYielding<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  let end = performance.now() + TURN_MS;
  for (const item of items) {
    work(item);
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + TURN_MS;
  }
}
