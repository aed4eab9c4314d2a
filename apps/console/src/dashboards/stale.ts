import type { Connection } from '../live/log.js';

/** A board is asked for at least once a minute; older than this, it is not how things stand. Milliseconds. */
const OLD = 150_000;
/** Who connects for the first time may take so long. */
const SLOW = 10_000;

interface Heard {
  connection: Connection;
  /** Did the last request fail? */
  failed: boolean;
  /** When the board was read, in milliseconds; 0: never. */
  since: number;
}

/** Whether what a board shows may no longer be so at `now`. */
export function isStale({ connection, failed, since }: Heard, now: number) {
  const age = now - since;
  if (since === 0) return false;
  return failed || age > OLD || connection === 'lost' || (connection === 'connecting' && age > SLOW);
}
