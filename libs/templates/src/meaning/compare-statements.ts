import { areAlike } from './stems.js';
import { isWhen, type Stated } from './statements-in-context.js';
import type { StatedBlock } from './statements.js';
import { isComputed } from './values/values-computed-from-others.js';
import { isLabelOf, isOtherLabel } from './values/label-abbreviations.js';
import {
  isCalledByNext,
  isCountOfDays,
  isEdgeOfMonths,
  isMonthOfDay,
  isSaidWhole,
} from './values/days-named-in-other-words.js';
import { isNextTo, isOtherHalf, isStricter, isWord, isYearOf, unread } from './values/other-readings.js';
import { isSame } from './values/same-value.js';

/** Two values, each in place of the other. Where the words leave a doubt, whoever approves is asked. */
export interface Exchanged {
  values: [Stated, Stated];
  isSure: boolean;
}

/** What differs between a full text and a short one. */
export interface Differences {
  missing: Stated[];
  added: Stated[];
  /** Values that one text says and the other lets its reader compute. */
  computed: { fact: Stated; isAdded: boolean }[];
  /** Values that are said of each other's matter. */
  exchanged: Exchanged[];
  /** Values that are the most in one text and the least in the other. */
  bounds: { full: Stated; short: Stated }[];
}

const without = (facts: readonly Stated[], others: readonly Stated[]): Stated[] =>
  facts.filter(
    (fact, n) => !others.some((other) => isSame(fact, other)) && facts.findIndex((one) => isSame(one, fact)) === n,
  );

/** An address may stand without what makes it known as one. */
const isWritten = ({ kind, value }: Stated, others: readonly StatedBlock[]): boolean =>
  kind === 'link' && others.some(({ text }) => text.toLowerCase().includes(value.toLowerCase()));

const isCounted = ({ kind, variable, isReference }: Stated): boolean =>
  kind === 'number' && variable === null && !isReference;

/** Numbers that are said more often than in the other text stand for one that is missing. */
const repeated = (facts: readonly Stated[], others: readonly Stated[]): Stated[] =>
  facts.filter((fact, n) => {
    const same = (all: readonly Stated[]) => all.filter((one) => isCounted(one) && one.value === fact.value).length;
    return (
      isCounted(fact) &&
      facts.findIndex((one) => isSame(one, fact)) === n &&
      same(facts) > same(others) &&
      same(others) > 0
    );
  });

const FEW = 12;
/** Does a text count the same thing, be it by an article: `a photo`? */
const counts = (thing: string, { stated, words }: StatedBlock, language: RegExp): boolean =>
  stated.some((one) => isCounted(one) && [one.after[0], one.before[0]].some((word) => word !== undefined && areAlike(word, thing))) ||
  [...words.matchAll(language)].some(([, noun]) => areAlike(noun!.toLowerCase(), thing)); // prettier-ignore
const ONE = /(?<!\p{L})(?:an?|one|une?|each|every|per|chaque|par) (\p{L}{3,})/giu;

const EXACTLY_ONE = /(?<!\p{L})(?:one|une?) (\p{L}{3,})/giu;

/** Does a text say `one wheelchair`, and nowhere as many of them as are counted here? */
const isOne = (fact: Stated, texts: readonly StatedBlock[]): boolean => {
  const [thing] = fact.after;
  if (!isCounted(fact) || thing === undefined || !/^[2-9]$|^\d\d$/.test(fact.value)) return false;
  const isCountedAlike = (one: Stated) =>
    isSame(one, fact) && one.after[0] !== undefined && areAlike(one.after[0], thing);
  return (
    texts.some(({ words }) =>
      [...words.matchAll(EXACTLY_ONE)].some(([, noun]) => areAlike(noun!.toLowerCase(), thing)),
    ) && !texts.some(({ stated }) => stated.some(isCountedAlike))
  );
};

/** A small count may say again, in figures, what words of the full text do: `2 conditions` where they are listed, and not counted. */
const isMoreSaid = ({ kind, variable, value, beside, bound, after: [thing] }: Stated, full: readonly StatedBlock[]): boolean =>
  kind === 'number' && variable === null && bound === null && thing !== undefined && /^\d{1,2}$/.test(value) && Number(value) <= FEW &&
  !beside.some((other) => other.startsWith('amount')) && !full.some((block) => counts(thing, block, ONE)); // prettier-ignore

/** A range that ends where it begins, as one does of which an end was mistyped. */
const isClosed = ({ kind, until, value, variable }: Stated): boolean =>
  kind !== 'amount' && variable === null && until === value;

/** A text by its blocks, and all that they state. */
interface Side {
  blocks: readonly StatedBlock[];
  stated: readonly Stated[];
}

/** Compares what two texts state. Pure. */
export function compareStatements(full: readonly StatedBlock[], short: readonly StatedBlock[]): Differences {
  const [ofFull, ofShort] = [full.flatMap(({ stated }) => stated), short.flatMap(({ stated }) => stated)];
  const [left, added] = [without(ofFull, ofShort), without(ofShort, ofFull)];
  const unsaid = unread({ left, blocks: full }, { left: added, blocks: short });
  const unknown = unread({ left: added, blocks: short }, { left, blocks: full });
  // What takes the place of another value of its kind follows from nothing.
  const isAlone = (fact: Stated, others: readonly Stated[]) => others.every(({ kind }) => kind !== fact.kind);
  const follows = (fact: Stated, { own, other, left }: { own: Side; other: Side; left: readonly Stated[] }) =>
    isNextTo(fact, left, other.stated) ||
    isOtherHalf(fact, left, other.stated) ||
    isEdgeOfMonths(fact, own.blocks, other.blocks) ||
    [isWord, isCountOfDays, isSaidWhole, isMonthOfDay].some((is) => is(fact, own.blocks, other.blocks)) ||
    (isAlone(fact, left) && isCalledByNext(fact, own.blocks, other.blocks)) ||
    (isAlone(fact, left) && isComputed(fact, { own: own.stated, other: other.stated }));
  const [ofLong, ofBrief] = [
    { blocks: full, stated: ofFull },
    { blocks: short, stated: ofShort },
  ];
  const isSource = (fact: Stated) => follows(fact, { own: ofLong, other: ofBrief, left: unknown });
  const missing = unsaid.filter((fact) => !isSource(fact) && !isWritten(fact, short));
  const isResult = (fact: Stated) =>
    follows(fact, { own: ofBrief, other: ofLong, left: unsaid }) ||
    isLabelOf(fact, full) ||
    (isYearOf(fact, ofFull) && !unsaid.some(isCounted)) ||
    (!missing.some(isCounted) && isMoreSaid(fact, full) && !isOtherLabel(fact, full));
  return {
    missing,
    computed: [
      ...unsaid.filter(isSource).map((fact) => ({ fact, isAdded: false })),
      ...unknown.filter(isResult).map((fact) => ({ fact, isAdded: true })),
    ],
    added: [
      ...unknown.filter((fact) => !isResult(fact) && !isWritten(fact, full)),
      ...ofShort.filter((fact) => isClosed(fact) && !ofFull.some(isClosed)),
      ...(unsaid.some(isCounted) ? repeated(ofShort, ofFull) : []),
      ...ofShort.filter((fact) => isOne(fact, full)),
    ],
    exchanged: exchangedOf(ofFull, ofShort),
    bounds: boundsOf(ofFull, ofShort),
  };
}

function boundsOf(full: readonly Stated[], short: readonly Stated[]) {
  const found: Differences['bounds'] = [];
  for (const fact of full) {
    const said = short.filter((other) => isSame(fact, other));
    const all = full.filter((other) => isSame(fact, other)).map(({ bound }) => bound);
    const strict = said.find((one) => isStricter(fact, one) || isStricter(one, fact));
    if (strict && !said.some((one) => one.boundedBy === fact.boundedBy)) found.push({ full: fact, short: strict });
    const other = said.find(({ bound }) => bound !== null && fact.bound !== null && bound !== fact.bound);
    if (other && !all.includes(other.bound) && !said.some(({ bound }) => bound === fact.bound))
      found.push({ full: fact, short: other });
  }
  return found;
}

/** How alike the words are on one side of two places: those nearest weigh most. */
const sideLikeness = (one: readonly string[], other: readonly string[], most: number): number =>
  one.slice(0, 6).reduce((sum, word, n) => {
    const m = other.slice(0, 6).findIndex((said) => areAlike(word, said));
    return m === -1 ? sum : sum + most / (1 + 0.25 * (n + m));
  }, 0);

/** Blocks that were read before are compared again and again, in other company. */
const known = new WeakMap<Stated, WeakMap<Stated, number>>();

function likeness(a: Stated, b: Stated): number {
  const ofA = known.get(a) ?? new WeakMap<Stated, number>();
  const alike = ofA.get(b) ?? measureLikeness(a, b);
  known.set(a, ofA.set(b, alike));
  return alike;
}

/** Do two numbers count the same: `14 nights`? */
const isCountedAlike = ({ after: [one] }: Stated, { after: [other] }: Stated): boolean =>
  one !== undefined && other !== undefined && areAlike(one, other);

/** How alike two places are: by the words before and after, the value that stands beside, the block and the bound. */
function measureLikeness(a: Stated, b: Stated): number {
  const [besideA, besideB] = [a.beside, b.beside].map((facts) => facts.filter((one) => one !== ''));
  return (
    sideLikeness(a.before, b.before, 1) +
    sideLikeness(a.after, b.after, 0.8) +
    sideLikeness(a.before, b.after, 0.6) +
    sideLikeness(a.after, b.before, 0.6) +
    (a.kind === 'number' && isCountedAlike(a, b) ? 0.8 : 0) +
    (besideA!.some((one) => besideB!.includes(one)) ? 1.5 : 0) +
    (a.block === b.block ? 0.4 : 0) +
    (a.bound !== null && a.bound === b.bound ? 1.2 : 0)
  );
}

const best = (of: readonly Stated[], by: readonly Stated[]): number =>
  Math.max(...of.flatMap((a) => by.map((b) => likeness(a, b))));

/** The order of two values tells which is which, where the words around them do not. */
const ORDER = 0.3;

/** So much more alike two values are in each other's places if they were exchanged: where their order is the same, words may have moved. */
const CLOSE = 0.2;
/** So much, that they are exchanged without a doubt. */
const SURE = 0.95;
const MOVED = 0.4;

/** Do two values make a range, the one being its beginning? Words around it are about both. */
const isRange = (from: readonly Stated[], to: readonly Stated[]): boolean =>
  from.some(({ until }) => until !== null && to.some(({ value }) => value === until));

const CONTACTS = new Set<string>(['link', 'phone', 'mail']);
const isContact = ({ kind, variable }: Stated): boolean => variable !== null && CONTACTS.has(kind);

/** Values of one kind may stand for each other, and so may variables that are a date and a time, or two ways to reach someone. */
const isExchangeable = (a: Stated, b: Stated): boolean =>
  a.kind !== 'appeal' &&
  ((a.kind === b.kind && unitOf(a) === unitOf(b)) || (isWhen(a) && isWhen(b)) || (isContact(a) && isContact(b)));

/** The unit of a measure: four metres stand for no number of anything else. */
const unitOf = ({ kind, value, variable }: Stated): string =>
  kind === 'number' && variable === null ? (value.split(' ')[1] ?? '') : '';

const MANY = 4;

/** Are the times of both texts, of which there are many, the same from the first to the last? */
function isSameSequence(full: readonly Stated[], short: readonly Stated[]): boolean {
  const [theirs, ours] = [full, short].map((facts) => facts.filter(({ kind }) => kind === 'time'));
  return theirs!.length >= MANY && theirs!.length === ours!.length && theirs!.every((fact, n) => isSame(fact, ours![n]!));
} // prettier-ignore

const areGreeted = (facts: readonly Stated[]): boolean =>
  facts.every(({ kind, isGreeted, isOpening }) => kind === 'value' && (isGreeted || isOpening)) &&
  facts.some(({ isGreeted }) => isGreeted);

/** Finds pairs of values that are both said in both texts, and each in place of the other. */
export function exchangedOf(full: readonly Stated[], short: readonly Stated[]): Exchanged[] {
  const shared = full.filter(
    (fact, n) => short.some((other) => isSame(fact, other)) && full.findIndex((one) => isSame(one, fact)) === n,
  );
  const found: Exchanged[] = [];
  for (const [n, a] of shared.entries())
    for (const b of shared.slice(n + 1)) {
      if (!isExchangeable(a, b)) continue;
      const at = (fact: Stated, facts: readonly Stated[]) => facts.filter((other) => isSame(fact, other));
      const [fa, fb, sa, sb] = [at(a, full), at(b, full), at(a, short), at(b, short)];
      // Who is greeted in both is in nobody's place.
      if (areGreeted([...fa, ...sa]) || areGreeted([...fb, ...sb])) continue;
      const former = [fa, fb, sa, sb].map((facts) => facts.some((one) => one.isFormer));
      // What a text says to have changed tells by itself which value is the new one.
      if (former[0] !== former[1] && former[2] !== former[3]) {
        if (former[0] !== former[2]) found.push({ values: [a, b], isSure: true });
        continue;
      }
      // Values of text move from block to block: only within one does their order tell which is which.
      const blocks = new Set([...fa, ...fb, ...sa, ...sb].map(({ block }) => block));
      const order = a.kind === 'value' && blocks.size > 1 ? 0 : ORDER;
      const sameOrder = fa[0]!.at < fb[0]!.at === sa[0]!.at < sb[0]!.at;
      const straight = best(fa, sa) + best(fb, sb) + (sameOrder ? order : 0);
      const crossed = best(fa, sb) + best(fb, sa) + (sameOrder ? 0 : order);
      // Hours that are all said in one order, as those of mornings and afternoons are, belong to the same.
      if (a.kind === 'time' && isSameSequence(full, short)) continue;
      // What makes a range in its order has changed nothing, and nor has what is said in the same order in words that are moved.
      if (sameOrder && (isRange(fa, fb) || isRange(sa, sb))) continue;
      if (
        crossed > straight + (sameOrder && a.variable === null ? MOVED : CLOSE) &&
        !(isRange(fa, fb) && isRange(sa, sb))
      )
        found.push({ values: [a, b], isSure: crossed > straight + SURE });
    }
  return found;
}
