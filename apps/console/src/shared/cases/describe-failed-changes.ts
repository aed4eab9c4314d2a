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

/** Whether the agent can go to the case and put right what stands in its way: not where it is gone, or not for them to change. */
export const mayBePutRight = ({ error }: Pick<FailedCase, 'error'>): boolean =>
  !mayBeRetried({ error }) && !isFailure(error, 'not-found', 'not-permitted');

interface Wording {
  wordsOf: (error: unknown) => string;
  /** Words after what they are about, as the language writes that. */
  labelled: (label: string, value: string) => string;
}

/** Whether words name a reference, and not merely one that begins or ends like it. */
const names = (words: string, reference: string): boolean =>
  words.split(/[^\p{L}\p{N}-]+/u).some((word) => word === reference);

/** A line for each case that could not be changed, with its reference once: some reasons name it. */
export const failureLines = (failed: readonly FailedCase[], { wordsOf, labelled }: Wording): string =>
  failed
    .map(({ item: { reference }, error }) => {
      const words = wordsOf(error);
      return names(words, reference) ? words : labelled(reference, words);
    })
    .join('\n');
