import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 10_000;

/** Returns what collects the young objects alone, in about a millisecond. */
export function youngCollector(): () => void {
  setFlagsFromString('--expose-gc');
  // A context that is made now has the function, and the others stay without.
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  setFlagsFromString('--no-expose-gc');
  return () => collect({ type: 'minor' });
}

/**
 * The engine keeps the room that a start or a rush took until its next collection, which comes after minutes where nearly
 * nothing is allocated. That one finds the process at rest and gives the room back by itself. A busy process collects many
 * times a second anyway.
 */
export function collectGarbageWhenIdle(): void {
  setInterval(youngCollector(), EVERY_MS).unref();
}
