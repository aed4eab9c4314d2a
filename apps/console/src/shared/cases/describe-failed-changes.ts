import type { CaseSummary } from '@guichet/contracts';
import { isFailure } from '../api/failure.js';
import type { Failed } from './run-with-concurrency-limit.js';

type FailedCase = Failed<Pick<CaseSummary, 'reference'>>;

const MERGED: readonly (string | undefined)[] = ['merged-into', 'merged-away'];

/** Whether the same change may succeed later: never of a case that was merged away, or that the agent may not change. */
export const mayBeRetried = ({ error }: Pick<FailedCase, 'error'>): boolean =>
  !isFailure(error, 'not-found', 'not-permitted') && !(isFailure(error) && MERGED.includes(error.problem.reason));

/** A line for each case that could not be changed, with its reference once: some reasons begin with it. */
export const failureLines = (failed: readonly FailedCase[], wordsOf: (error: unknown) => string): string =>
  failed
    .map(({ item: { reference }, error }) => {
      const words = wordsOf(error);
      return words.startsWith(reference) ? words : `${reference}: ${words}`;
    })
    .join('\n');
