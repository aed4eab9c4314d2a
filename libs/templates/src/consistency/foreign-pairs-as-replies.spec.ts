import { readFileSync } from 'node:fs';
import { compareSentenceWithTopic, isConfirmed, weighBy } from './compare-sentence-with-topic.js';
import { readReply } from './reply-passages.js';

/**
 * The foreign pairs of the meaning check, each as two replies that were sent to one question: half of them say the same, half contradict
 * each other in one thing.
 */
interface Pair {
  id: string;
  equal: boolean;
  full: string;
  short: string;
}
type Verdict = 'differs' | 'agrees' | 'not judged';

const PAIRS = (['fr', 'en'] as const).flatMap(
  (language) =>
    JSON.parse(
      readFileSync(`${import.meta.dirname}/../meaning/foreign-pairs/pairs.${language}.json`, 'utf8'),
    ) as Pair[],
);

/** Judges both replies as the board does. */
function verdictsOn({ full, short }: Pair): Verdict[] {
  const replies = [full, short].map((text) => readReply(text, text));
  const weigh = weighBy(replies.flat().map(({ read }) => read));
  return replies.map((own, n) => {
    const met = own.map(({ read }) => ({ read, all: compareSentenceWithTopic(read, replies[1 - n]!, weigh) }));
    if (met.some(({ all }) => all.some(({ contrary }) => contrary.length > 0))) return 'differs';
    return met.every(({ read, all }) => all.some((one) => isConfirmed(read, one))) ? 'agrees' : 'not judged';
  });
}

describe('foreign pairs as sent replies', () => {
  const judged = PAIRS.map((pair) => ({ ...pair, verdicts: verdictsOn(pair) }));
  const [equal, contrary] = [judged.filter((pair) => pair.equal), judged.filter((pair) => !pair.equal)];
  const having = (pairs: typeof judged, verdict: Verdict) =>
    pairs.filter(({ verdicts }) => verdicts.includes(verdict)).map(({ id }) => id);

  it('are as many of each', () => {
    expect([equal.length, contrary.length]).toEqual([4774, 4677]);
  });

  it('agree nowhere with what they contradict', () => {
    expect(having(contrary, 'agrees')).toEqual([]);
  });

  it('are found to differ in some of those that do, and in few others', () => {
    expect(having(contrary, 'differs').length).toBeGreaterThanOrEqual(272);
    // One in 125, of which most say a value in a way that only the meaning check reads.
    expect(having(equal, 'differs').length).toBeLessThanOrEqual(equal.length * 0.008);
  });
});
