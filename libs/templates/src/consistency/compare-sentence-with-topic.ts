import { comparePassages, type Comparison } from './compare-passages.js';
import type { Weigh } from './answer-same-question.js';
import type { ReadPassage } from './read-passage.js';
import { saidBy, type Statement } from './sentence-and-statements.js';

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
  /** What cannot be right in both, of the same for certain. */
  contrary: Comparison[];
  /** What cannot be right in both if they speak of the same, which a person has to see. */
  unsure: Comparison[];
  same: Comparison[];
}

/** Compares a sentence with others of its topic, and returns those that answer the same question. Pure. */
export function compareSentenceWithTopic<Other extends { read: ReadPassage }>(
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
    const apart = contrary!.filter(({ a, b }) => !standsBeside(b, read) && !standsBeside(a, other.read));
    const [sure, unsure] = [apart.filter((one) => one.sure), apart.filter((one) => !one.sure)];
    return [{ other, contrary: sure, unsure, same: same! }];
  });
}

/** Whether the approved text of a sentence says a statement, too. */
const standsBeside = (statement: Statement, { contraryBeside = [] }: ReadPassage): boolean =>
  contraryBeside.some((one) => isEqual(one, statement));

const isEqual = ({ near, ...one }: Statement, { near: otherNear, ...other }: Statement): boolean =>
  one.slot === other.slot &&
  one.value === other.value &&
  one.denied === other.denied &&
  near.length === otherNear.length &&
  near.every((token) => otherNear.includes(token));

/** A document that nobody is asked for is only what the sentence is about. */
const BESIDE = 'thing document';

/**
 * Does another sentence say all that this one does, and in no slot of it anything else? What is read is not all that is said: who must
 * sign, where, and on what condition may be in the words alone, so these must be the same, too, and in the same order.
 */
export function isConfirmed(
  { statements, words }: ReadPassage,
  { other, same }: Pick<Met<{ read: ReadPassage }>, 'other' | 'same'>,
): boolean {
  const whole = new Set(same.flatMap((one) => (one.whole ? [one.slot] : [])));
  return (
    whole.size > 0 &&
    words === other.read.words &&
    statements.every(({ slot }) => whole.has(slot) || (slot === BESIDE && saysTheSame({ statements }, other.read)))
  );
}

function saysTheSame(...reads: [Pick<ReadPassage, 'statements'>, ReadPassage]): boolean {
  const [a, b] = reads.map(({ statements }) =>
    [...new Set(statements.filter(({ slot }) => slot === BESIDE).map(saidBy))].sort().join(),
  );
  return a === b;
}
