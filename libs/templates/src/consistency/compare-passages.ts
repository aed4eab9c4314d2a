import type { ReadPassage } from './read-passage.js';
import { saidBy, type Statement } from './sentence-and-statements.js';
import { isBeside, answerSameQuestion, isPerhapsOneQuestion, type Weigh } from './answer-same-question.js';
import { isCertainContradiction } from './certain-contradictions.js';

/** Two statements on one question: they say the same, or cannot both be right. */
export interface Comparison {
  verdict: 'same' | 'contrary';
  slot: string;
  a: Statement;
  b: Statement;
  /** Both say all the same in the slot: no value more, none less. */
  whole: boolean;
  /** Contraries: both speak of the same for certain. */
  sure: boolean;
}

/** Compares what two sentences say. Pure. */
export function comparePassages(a: ReadPassage, b: ReadPassage, weigh: Weigh): Comparison[] {
  if (a.special.join() !== b.special.join()) return [];
  const slots = new Set(a.statements.map(({ slot }) => slot));
  return [...slots].flatMap((slot): Comparison[] => {
    const [ofA, ofB] = [a, b].map(({ statements }) => statements.filter((one) => one.slot === slot));
    const all = ofA!.flatMap((one) => ofB!.map((other): Pair => ({ a: one, b: other })));
    const near = all.filter((pair) => answerSameQuestion(pair.a, pair.b, weigh));
    const isLoose = near.length === 0 && (slot.startsWith('side ') || slot === 'fact date');
    const isPerhaps = (pair: Pair) =>
      isPerhapsOneQuestion({ statement: pair.a, about: a.about }, { statement: pair.b, about: b.about }, weigh);
    const pairs = isLoose ? all.filter(isPerhaps) : near;
    if (pairs.length === 0) return [];
    const apart = slot.startsWith('fact ') ? pairApart(pairs, { ofA: ofA!, ofB: ofB! }) : undefined;
    const contrary =
      apart !== undefined || (slot.startsWith('thing ') ? contraryThings(ofA!, ofB!) : contraryValues(ofA!, ofB!));
    if (contrary === null) return [];
    if (!contrary) {
      if (isLoose) return [];
      const pair = pairs.find(({ a: x, b: y }) => x.value === y.value) ?? pairs[0]!;
      return [{ verdict: 'same', slot, ...pair, whole: isWhole(pairs, { ofA: ofA!, ofB: ofB! }), sure: false }];
    }
    const several = apart ? [apart] : contraryPairs(pairs);
    const said = (statement: Statement, read: ReadPassage, all: readonly Statement[]) => ({
      statement,
      read,
      isOneOfSeveral: all.length > 1,
    });
    const sure =
      isLoose && !slot.startsWith('side ')
        ? undefined
        : several.find((pair) => isCertainContradiction(said(pair.a, a, ofA!), said(pair.b, b, ofB!)));
    return [{ verdict: 'contrary', slot, ...(sure ?? several[0]!), whole: false, sure: sure !== undefined }];
  });
}

/** The pairs by which two sentences differ: of things, those that one says and the other denies, else those that are others. */
function contraryPairs(pairs: readonly Pair[]): readonly Pair[] {
  const denied = pairs.filter(
    ({ a, b }) => a.slot.startsWith('thing ') && a.value === b.value && a.denied !== b.denied,
  );
  if (denied.length > 0) return denied;
  const apart = pairs.filter(({ a, b }) => a.value !== b.value);
  return apart.length > 0 ? apart : pairs;
}

interface Pair {
  a: Statement;
  b: Statement;
}
interface Both {
  ofA: readonly Statement[];
  ofB: readonly Statement[];
}

const ofWhat = ({ near }: Statement): string[] => near.filter((token) => !isBeside(token));

/** How near two statements are to each other in what they are said of: from 0 to 1, where it is the same. */
function nearness({ a, b }: Pair): number {
  const [wordsA, wordsB] = [ofWhat(a), ofWhat(b)];
  const both = wordsA.filter((token) => wordsB.includes(token)).length;
  const all = wordsA.length + wordsB.length - both;
  return all === 0 ? 1 : both / all;
}

const LEAST_NEAR = 0.5;

/**
 * Finds two facts that are said of the same and differ, in sentences that have other values in common: of two prices the one
 * that changed. Each is the other's nearest, and its value stands nowhere in the other sentence.
 */
function pairApart(pairs: readonly Pair[], { ofA, ofB }: Both): Pair | undefined {
  const has = (all: readonly Statement[], { value }: Statement) => all.some((one) => one.value === value);
  return pairs.find((pair) => {
    const { a, b } = pair;
    if (has(ofB, a) || has(ofA, b)) return false;
    const near = nearness(pair);
    const nearest = Math.max(
      ...ofB.map((other) => nearness({ a, b: other })),
      ...ofA.map((other) => nearness({ a: other, b })),
    );
    return near >= LEAST_NEAR && near >= nearest;
  });
}

/** Is each statement of either sentence the other's, too, said of what is nearest to it? A list that lost an item is not whole. */
function isWhole(pairs: readonly Pair[], { ofA, ofB }: Both): boolean {
  const alike = pairs.filter(({ a, b }) => saidBy(a) === saidBy(b));
  const isNearest = (pair: Pair) =>
    pairs.every(({ a, b }) => (a !== pair.a && b !== pair.b) || nearness({ a, b }) <= nearness(pair));
  const met = alike.filter((pair) => !pair.a.slot.startsWith('fact ') || isNearest(pair));
  return ofA.every((one) => met.some(({ a }) => a === one)) && ofB.every((one) => met.some(({ b }) => b === one));
}

/** Facts and sides: they differ where no value is in both. */
function contraryValues(ofA: readonly Statement[], ofB: readonly Statement[]): boolean {
  const same = ofA.flatMap((one) =>
    ofB.filter(({ value }) => value === one.value).map((other) => [one, other] as const),
  );
  return same.every(
    ([one, other]) => one.bound !== undefined && other.bound !== undefined && one.bound !== other.bound,
  );
}

/** Things of these categories exclude each other: who is sent to one place is not sent to another. */
const EXCLUSIVE = new Set([
  'thing where',
  'thing payment',
  'thing who',
  'thing authority',
  'thing court',
  'thing weekday',
  'thing part_of_day',
  'thing frequency',
  'thing kind_of_day',
]);

/** Things: they differ where one is denied that the other says, or one is the only one and the other says another. */
function contraryThings(ofA: readonly Statement[], ofB: readonly Statement[]): boolean | null {
  const said = (all: readonly Statement[]) => new Set(all.filter(({ denied }) => !denied).map(({ value }) => value));
  const denied = (all: readonly Statement[]) => new Set(all.filter((one) => one.denied).map(({ value }) => value));
  const [saidA, saidB, deniedA, deniedB] = [said(ofA), said(ofB), denied(ofA), denied(ofB)];
  const meets = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one].some((value) => other.has(value));
  if (meets(saidA, deniedB) || meets(deniedA, saidB)) return true;
  const more = (all: ReadonlySet<string>, only: ReadonlySet<string>) => [...all].some((value) => !only.has(value));
  const isOnly = (all: readonly Statement[]) => all.some(({ only }) => only);
  if (isOnly(ofA) && saidA.size > 0 && more(saidB, saidA)) return true;
  if (isOnly(ofB) && saidB.size > 0 && more(saidA, saidB)) return true;
  if (meets(saidA, saidB)) return false;
  return EXCLUSIVE.has(ofA[0]!.slot) && saidA.size > 0 && saidB.size > 0 ? true : null;
}
