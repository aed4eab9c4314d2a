import type { Connection } from '../../../shared/live/event-log-connection.js';

/** The age in milliseconds from which a board is out of date. It is fetched at least once a minute. */
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

/** Whether the data of a board may be out of date at `now`. */
export function isBoardStale({ connection, failed, since }: Heard, now: number) {
  const age = now - since;
  if (since === 0) return false;
  return failed || age > OLD || connection === 'lost' || (connection === 'connecting' && age > SLOW);
}
