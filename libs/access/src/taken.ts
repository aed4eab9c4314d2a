import { Failure } from '@guichet/platform';

const UNIQUE_VIOLATION = '23505';

/** Somebody else took the name just now: what a look before the insert cannot see, the index does. */
export const taken =
  (detail: string) =>
  (error: unknown): never => {
    throw (error as { code?: string }).code === UNIQUE_VIOLATION
      ? new Failure('conflict', { detail, cause: error })
      : error;
  };
