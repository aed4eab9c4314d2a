import { areAlike } from './stems.js';
import type { Stated, StatedKind } from './placed-statements.js';
import type { StatedBlock } from './statements.js';

/** What differs between a full text and a short one. */
export interface Differences {
  missing: Stated[];
  added: Stated[];
  /** Values that are said of each other's matter. */
  exchanged: [Stated, Stated][];
  /** Values that are the most in one text and the least in the other. */
  bounds: { full: Stated; short: Stated }[];
}

const COUNTS: Partial<Record<StatedKind, true>> = { number: true, percentage: true };

/** Canonical values of lengths of time: weeks as days, years as months, hours as minutes, whole days of them as days. */
function lasting(value: string): string {
  const [, time, n, unit] = /^P(T?)(\d+)(\w+)$/.exec(value) ?? [];
  if (unit === 'W') return `P${Number(n) * 7}D`;
  if (unit === 'Y') return `P${Number(n) * 12}M`;
  if (!time) return value;
  const minutes = Number(n) * (unit === 'H' ? 60 : 1);
  return minutes % 1_440 === 0 ? `P${minutes / 1_440}D` : `PT${minutes}M`;
}

/** `3 h` may last or be a time of day: in numbers it is the same. */
const asTime = ({ kind, value }: Stated): string =>
  kind === 'time' && /^\d\d:\d\d$/.test(value)
    ? `PT${Number(value.slice(0, 2)) * 60 + Number(value.slice(3))}M`
    : lasting(value);

/** Days in which a month ends. */
const ENDS: Record<string, string[]> = { '02': ['28', '29'], '04': ['30'], '06': ['30'], '09': ['30'], '11': ['30'] };

/** May two values of one kind say the same? A date without its year is in any year; the end of a month is its last day. */
function sameValue(kind: StatedKind, a: string, b: string): boolean {
  if (a === b) return true;
  if (kind === 'duration') return lasting(a) === lasting(b);
  // The code of the country may be left out.
  if (kind === 'phone') return a.length > 8 && a.slice(-9) === b.slice(-9);
  if (kind === 'appeal') return isCourt(a) && isCourt(b) && (a === 'court' || b === 'court');
  if (kind !== 'date' || a.startsWith('$') || b.startsWith('$')) return false;
  const [yearA, restA] = partsOf(a);
  const [yearB, restB] = partsOf(b);
  if (yearA && yearB && yearA !== yearB) return false;
  return restA === restB || isEnd(restA, restB) || isEnd(restB, restA);
}
const isCourt = (value: string) => /^court(?! other)/.test(value);
const partsOf = (date: string): [string | undefined, string] =>
  date.startsWith('--') ? [undefined, date.slice(2)] : [date.slice(0, 4), date.slice(5)];
const isEnd = (part: string, day: string): boolean => {
  const [month, which] = part.split('-');
  const [other, date] = day.split('-');
  return which === 'E' && month === other && (ENDS[month!] ?? ['31']).includes(date!);
};

/** An amount a month is not the same a year; where one text does not say for how long, it is. */
const samePeriod = (a: Stated, b: Stated): boolean => a.period === null || b.period === null || a.period === b.period;

/** A number to dial may be found as any number, and a length of time as a time. */
function isSame(a: Stated, b: Stated): boolean {
  if (a.kind === b.kind) return sameValue(a.kind, a.value, b.value) && samePeriod(a, b);
  if (COUNTS[a.kind] && COUNTS[b.kind]) return a.value === b.value && a.variable !== null;
  if (areKinds(a, b, ['phone', 'number'])) return a.value === b.value;
  // `18 years old` is an age of 18.
  if (areKinds(a, b, ['duration', 'number'])) return asAge(a) === asAge(b);
  return areKinds(a, b, ['time', 'duration']) && asTime(a) === asTime(b);
}

const areKinds = (a: Stated, b: Stated, [one, other]: readonly [StatedKind, StatedKind]): boolean =>
  (a.kind === one && b.kind === other) || (a.kind === other && b.kind === one);
const asAge = ({ value }: Stated): string => value.replace(/^P(\d+)Y$/, '$1');

const without = (facts: readonly Stated[], others: readonly Stated[]): Stated[] =>
  facts.filter(
    (fact, n) => !others.some((other) => isSame(fact, other)) && facts.findIndex((one) => isSame(one, fact)) === n,
  );

/** `1 document` is one, which is a word elsewhere. */
const ONE = /(?<!\p{L})(?:une?|one|an?|single|seule?)(?!\p{L})/iu;
const isOne = ({ kind, value }: Stated, others: readonly StatedBlock[]): boolean =>
  kind === 'number' && value === '1' && others.some(({ text }) => ONE.test(text));

/** An address may stand without what makes it known as one. */
const isWritten = ({ kind, value }: Stated, others: readonly StatedBlock[]): boolean =>
  kind === 'link' && others.some(({ text }) => text.includes(value));

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

/** Compares what two texts state. Pure. */
export function compareStatements(full: readonly StatedBlock[], short: readonly StatedBlock[]): Differences {
  const [ofFull, ofShort] = [full.flatMap(({ stated }) => stated), short.flatMap(({ stated }) => stated)];
  const missing = without(ofFull, ofShort);
  return {
    missing: missing.filter((fact) => !isOne(fact, short) && !isWritten(fact, short)),
    added: [
      ...without(ofShort, ofFull).filter((fact) => !isOne(fact, full)),
      ...(missing.some(isCounted) ? repeated(ofShort, ofFull) : []),
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

/** How alike two places are: by the words before and after, the value that stands beside, the block and the bound. */
function measureLikeness(a: Stated, b: Stated): number {
  const [besideA, besideB] = [a.beside, b.beside].map((facts) => facts.filter((one) => one !== ''));
  return (
    sideLikeness(a.before, b.before, 1) +
    sideLikeness(a.after, b.after, 0.8) +
    sideLikeness(a.before, b.after, 0.6) +
    sideLikeness(a.after, b.before, 0.6) +
    (besideA!.some((one) => besideB!.includes(one)) ? 1.5 : 0) +
    (a.block === b.block ? 0.4 : 0) +
    (a.bound !== null && a.bound === b.bound ? 1.2 : 0)
  );
}

const best = (of: readonly Stated[], by: readonly Stated[]): number =>
  Math.max(...of.flatMap((a) => by.map((b) => likeness(a, b))));

/** The order of two values tells which is which, where the words around them do not. */
const ORDER = 0.3;

/** Do two values make a range, the one being its beginning? Words around it are about both. */
const isRange = (from: readonly Stated[], to: readonly Stated[]): boolean =>
  from.some(({ until }) => until !== null && to.some(({ value }) => value === until));

/** Finds pairs of values that are both said in both texts, and each in place of the other. */
export function exchangedOf(full: readonly Stated[], short: readonly Stated[]): [Stated, Stated][] {
  const shared = full.filter(
    (fact, n) => short.some((other) => isSame(fact, other)) && full.findIndex((one) => isSame(one, fact)) === n,
  );
  const found: [Stated, Stated][] = [];
  for (const [n, a] of shared.entries())
    for (const b of shared.slice(n + 1)) {
      if (a.kind !== b.kind || a.kind === 'appeal') continue;
      const at = (fact: Stated, facts: readonly Stated[]) => facts.filter((other) => isSame(fact, other));
      const [fa, fb, sa, sb] = [at(a, full), at(b, full), at(a, short), at(b, short)];
      const former = [fa, fb, sa, sb].map((facts) => facts.some((one) => one.isFormer));
      // What a text says to have changed tells by itself which value is the new one.
      if (former[0] !== former[1] && former[2] !== former[3]) {
        if (former[0] !== former[2]) found.push([a, b]);
        continue;
      }
      // Values of text move from block to block: only within one does their order tell which is which.
      const blocks = new Set([...fa, ...fb, ...sa, ...sb].map(({ block }) => block));
      const order = a.kind === 'value' && blocks.size > 1 ? 0 : ORDER;
      const sameOrder = fa[0]!.at < fb[0]!.at === sa[0]!.at < sb[0]!.at;
      const straight = best(fa, sa) + best(fb, sb) + (sameOrder ? order : 0);
      const crossed = best(fa, sb) + best(fb, sa) + (sameOrder ? 0 : order);
      if (crossed > straight + 0.2 && !(isRange(fa, fb) && isRange(sa, sb))) found.push([a, b]);
    }
  return found;
}
