import { useState } from 'react';
import { isFailure } from './failure.js';

/**
 * The idempotency key of the next attempt. Only what the server has refused is another request once it was changed: after a lost
 * response or a fault of the server, nobody knows whether the first attempt was carried out, and the same key keeps it from happening
 * twice. A key that was used for other content says that it was.
 */
export function keyAfter(key: string, error: unknown): string {
  const isRefused =
    isFailure(error) && (error.problem.status ?? 500) < 500 && !isFailure(error, 'offline', 'idempotency-mismatch');
  return isRefused ? crypto.randomUUID() : key;
}

/** A key for what must not happen twice. It is renewed once something has been carried out, and by `take` where it was refused. */
export function useIdempotencyKey() {
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID() as string);
  return {
    idempotencyKey,
    renew: () => setKey(crypto.randomUUID()),
    take: (error: unknown) => setKey((key) => keyAfter(key, error)),
  };
}
