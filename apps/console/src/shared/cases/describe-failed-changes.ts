import type { CaseSummary } from '@guichet/contracts';
import { Failure, isFailure } from '../api/failure.js';
import { missingIn } from './missing-in-refusal.js';
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
  /** How several cases are called within a sentence, and by themselves. */
  theseCases: (count: number) => string;
  cases: (count: number) => string;
}

/** Whether words name a reference, and not merely one that begins or ends like it. */
const names = (words: string, reference: string): boolean =>
  words.split(/[^\p{L}\p{N}-]+/u).some((word) => word === reference);

/** The same refusal of a case that cannot be closed yet, with something else in the place of its reference. */
function about(name: string, error: unknown): unknown {
  if (!isFailure(error) || !Object.values(missingIn(error)).flat().length) return error;
  const { code, problem } = error;
  return new Failure(code, { ...problem, data: { ...problem.data, reference: name } });
}

/**
 * A line for each reason why cases could not be changed, with how many they are, so that one that lacks something else is not lost among them.
 * A case that is alone with its reason is named by its reference, once: some reasons name it.
 */
export function failureLines(failed: readonly FailedCase[], { wordsOf, labelled, theseCases, cases }: Wording): string {
  const groups = Map.groupBy(failed, ({ error }) => wordsOf(about('', error)));
  const lineOf = ([{ item, error }, ...others]: readonly [FailedCase, ...FailedCase[]]): string => {
    const count = others.length + 1;
    const name = count === 1 ? item.reference : theseCases(count);
    const words = wordsOf(about(name, error));
    if (count > 1) return words.includes(name) ? words : labelled(cases(count), words);
    return names(words, name) ? words : labelled(name, words);
  };
  return [...groups.values()].map((group) => lineOf(group as [FailedCase, ...FailedCase[]])).join('\n');
}
