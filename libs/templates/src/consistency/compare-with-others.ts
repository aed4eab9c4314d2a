import { comparePassages, type Comparison, type Weigh } from './compare-passages.js';
import type { ReadPassage } from './read-passage.js';

/** Words that so many of a topic's sentences have say less of what one of them is about. */
const COMMON = 0.2;
const COMMON_WEIGHT = 0.4;

/** Weighs words by how many sentences of a topic have them. */
export function weighBy(passages: readonly Pick<ReadPassage, 'about'>[]): Weigh {
  const counts = new Map<string, number>();
  for (const { about } of passages) for (const token of about) counts.set(token, (counts.get(token) ?? 0) + 1);
  const most = Math.max(2, passages.length * COMMON);
  return (token) => ((counts.get(token) ?? 0) > most ? COMMON_WEIGHT : 1);
}

/** What one sentence of a topic says otherwise than another, or alike. */
export interface Met<Other> {
  other: Other;
  contrary: Comparison[];
  same: Comparison[];
}

/** Compares a sentence with others of its topic, and returns those that answer the same question. Pure. */
export function compareWithOthers<Other extends { read: ReadPassage }>(
  read: ReadPassage,
  others: readonly Other[],
  weigh: Weigh,
): Met<Other>[] {
  return others.flatMap((other) => {
    const compared = comparePassages(read, other.read, weigh);
    if (compared.length === 0) return [];
    const [contrary, same] = (['contrary', 'same'] as const).map((verdict) =>
      compared.filter((one) => one.verdict === verdict),
    );
    return [{ other, contrary: contrary!, same: same! }];
  });
}

/** Is all that a sentence says said by another one, too? */
export const isConfirmed = ({ statements }: ReadPassage, met: readonly Met<unknown>[]): boolean =>
  statements.length > 0 &&
  statements.every(({ slot }) => met.some(({ same }) => same.some((one) => one.slot === slot)));
