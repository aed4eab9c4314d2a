import type { CaseSummary } from '@guichet/contracts';
import { isFailure, type Failure } from '../api/failure.js';
import type { Failed } from './run-with-concurrency-limit.js';

type FailedCase = Failed<Pick<CaseSummary, 'reference'>>;

/** What passes by itself, or once the agent has signed in again. */
const PASSING = [
  'offline',
  'not-signed-in',
  'too-many-requests',
  'channel-failed',
  'internal-error',
  'unavailable',
  'storage-full',
] as const satisfies Failure['code'][];

/** Whether the very same change may succeed later: not where the case stands in its way, as one with steps to be done. */
export const mayBeRetried = ({ error }: Pick<FailedCase, 'error'>): boolean =>
  !isFailure(error) || isFailure(error, ...PASSING);

/** A line for each case that could not be changed, with its reference once: some reasons name it. */
export const failureLines = (failed: readonly FailedCase[], wordsOf: (error: unknown) => string): string =>
  failed
    .map(({ item: { reference }, error }) => {
      const words = wordsOf(error);
      return words.includes(reference) ? words : `${reference}: ${words}`;
    })
    .join('\n');
