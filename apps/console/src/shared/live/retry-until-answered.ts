import { useSyncExternalStore } from 'react';
import { Failure, isFailure } from '../api/failure.js';
import { log } from './event-log-connection.js';

/** So long after a failed attempt the next is made, though nothing says that the server can be reached. Milliseconds. */
const DELAYS = [1_000, 2_000, 5_000, 10_000];

const listeners = new Set<() => void>();
let waiting = 0;

function change(by: 1 | -1): void {
  waiting += by;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** How many messages wait until the server can be reached. */
export const useWaitingSends = () => useSyncExternalStore(subscribe, () => waiting);

// What was written is kept as a draft; that it was not sent is said before it is forgotten.
globalThis.addEventListener?.('beforeunload', (event) => waiting > 0 && event.preventDefault());

/** Waits until the connection is back, or for a moment that grows with the attempts. */
function reachable(attempts: number): Promise<void> {
  return new Promise((resolve) => {
    const begun = log.connection;
    const timer = setTimeout(end, DELAYS[Math.min(attempts, DELAYS.length) - 1]);
    const stop = log.onState(() => log.connection === 'connected' && begun !== 'connected' && end());
    function end() {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}

/**
 * Makes a request until the server has answered it. Its idempotency key must be the same each time: a response that was
 * lost is given again then, and nothing is done twice.
 *
 * @throws Failure `offline` once it is later than `latest`, in milliseconds since the epoch.
 */
export async function retryUntilAnswered<Response>(
  request: () => Promise<Response>,
  latest: number,
): Promise<Response> {
  let attempts = 0;
  try {
    for (;;) {
      if (Date.now() > latest) throw new Failure('offline');
      try {
        return await request();
      } catch (error) {
        if (!isFailure(error, 'offline')) throw error;
        if (attempts === 0) change(1);
        attempts += 1;
        await reachable(attempts);
      }
    }
  } finally {
    if (attempts > 0) change(-1);
  }
}
