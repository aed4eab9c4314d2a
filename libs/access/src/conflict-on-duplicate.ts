import { reasonWords, type Problem, type ConflictReason } from '@guichet/contracts';
import { Failure } from '@guichet/platform';

const UNIQUE_VIOLATION = '23505';

/**
 * For the `catch` of an insert: another transaction took the name meanwhile, which only the unique index can see.
 *
 * @throws Failure `conflict` for a unique violation, else the error itself.
 */
export const conflictOnDuplicate =
  (reason: ConflictReason, data: Problem['data']) =>
  (error: unknown): never => {
    throw (error as { code?: string }).code === UNIQUE_VIOLATION
      ? new Failure('conflict', { detail: reasonWords(reason, data), reason, data, cause: error })
      : error;
  };
