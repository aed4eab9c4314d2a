import type { FactKind, TextFact } from '@guichet/contracts';
import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { appealsNamed } from './appeal-routes.js';
import { ADDRESSES, COUNTED, NAMED, type Finder } from './fact-finders.js';

/** A fact and its position in the text. */
export interface FoundFact extends TextFact {
  start: number;
  end: number;
}
type Meaning = Pick<TextFact, 'kind' | 'value'>;

/** Facts are looked for in so many characters of a text, some thirty pages. */
export const MAX_SEARCHED = 60_000;
/** Phone numbers are looked for among so many numbers: it is slow to see that some digits are none. */
const NUMBERS = 1_000;

/**
 * Returns the facts of a text in their order: dates, amounts, links, numbers and places. Pure, and bounded: one pass
 * for each kind over the first 60,000 characters. A run of 255 or more characters without a space contains no facts,
 * unless it is the address of a page.
 */
export function factsIn(text: string): FoundFact[] {
  const found: FoundFact[] = [];
  let rest = beginningOf(text);
  const take = (kind: FactKind, hits: readonly Hit[]) => {
    for (const { value, start, end } of hits) found.push({ kind, value, text: text.slice(start, end), start, end });
    rest = maskHits(rest, hits);
  };
  take(ADDRESSES.kind, hitsOf(ADDRESSES, rest));
  rest = rest.replace(/(?<!\S)\S{255,}/g, (run) => ' '.repeat(run.length));
  const appeals = courtsWithTowns(appealsNamed(rest));
  for (const finder of NAMED) take(finder.kind, hitsOf(finder, rest));
  take('phone', shortNumbers(rest));
  take('phone', phones(rest));
  for (const finder of COUNTED) take(finder.kind, hitsOf(finder, rest));
  take('appeal', appeals);
  return found.sort((a, b) => a.start - b.start);
}

interface Hit {
  value: string;
  start: number;
  end: number;
}

/** No word is cut in two. */
const beginningOf = (text: string): string =>
  text.length > MAX_SEARCHED ? text.slice(0, MAX_SEARCHED).replace(/(?<!\S)\S+$/, '') : text;

function maskHits(text: string, hits: readonly Hit[]): string {
  if (hits.length === 0) return text;
  let at = 0;
  const kept = hits.map(({ start, end }) => {
    const before = text.slice(at, start) + ' '.repeat(end - start);
    at = end;
    return before;
  });
  return kept.join('') + text.slice(at);
}

function hitsOf({ pattern, value }: Finder, text: string): Hit[] {
  // `matchAll` would make a copy of each pattern first, and most find nothing.
  if (text.search(pattern) < 0) return [];
  return [...text.matchAll(pattern)].flatMap((match) => {
    const spelled = value(match);
    return spelled ? [{ value: spelled, start: match.index, end: match.index + match[0].trimEnd().length }] : [];
  });
}

/** Emergency and service numbers are no full numbers, but are dialled all the same. */
const shortNumbers = (text: string): Hit[] =>
  [
    ...text.matchAll(
      /(?:(?<=(?<!\p{L})(?:le|au|call|dial|ring|number|numéro|appelez)\s{1,3})(?:11[24589]|19[167]|3\d\s?\d\d|11\d{4})|(?<=(?<!\p{L})(?:call|dial|ring|(?:appelez|composez)(?:\sle)?)\s{1,3})1[578])(?![\d/:-]|[.,]\d|\s{0,3}(?:[€$£%]|h(?!\p{L})|:|jours|mois|ans?|days|months|years|\d))/giu,
    ),
  ].map(({ 0: said, index }) => ({ value: said.replace(/\s/, ''), start: index, end: index + said.length }));

function phones(text: string): Hit[] {
  // Digits of any script: without one, there is nothing to look for.
  if (text.search(/\p{Nd}/u) < 0) return [];
  const numbers = [...text.matchAll(/\d+/g)];
  const among = numbers.length > NUMBERS ? text.slice(0, numbers[NUMBERS]!.index) : text;
  return findPhoneNumbersInText(among, 'FR').map(({ number, startsAt, endsAt }) => ({
    value: number.number,
    start: startsAt,
    end: endsAt,
  }));
}

/** Returns each way to contest once, however often it is named; a court with its town is preferred to one without. */
function courtsWithTowns(named: readonly Hit[]): Hit[] {
  const longestFirst = named.toSorted((a, b) => b.value.length - a.value.length || a.start - b.start);
  return distinct(longestFirst.map((hit) => ({ kind: 'appeal' as const, ...hit })));
}

const COURT = 'court';

/**
 * Returns the less precise value by which a fact may also be stated: a date without its year, a court without its town.
 */
const anyOf = ({ kind, value }: Meaning): string | undefined => {
  if (kind === 'date') return `--${value.slice(-5)}`;
  return kind === 'appeal' && /^court(?! other)/.test(value) ? COURT : undefined;
};

/** Do two spellings mean the same? A day without its year is any such day, a court without its town any such court. */
export function sameFact(a: Meaning, b: Meaning): boolean {
  if (a.kind !== b.kind) return false;
  if (a.value === b.value) return true;
  const any = anyOf(a);
  return any !== undefined && any === anyOf(b) && (a.value === any || b.value === any);
}

/** Facts that can be asked whether one of them means the same as another, however many they are. */
export class FactSet {
  private readonly exact = new Set<string>();
  private readonly any = new Set<string>();

  constructor(facts: Iterable<Meaning> = []) {
    for (const fact of facts) this.add(fact);
  }

  add(fact: Meaning): void {
    this.exact.add(`${fact.kind} ${fact.value}`);
    const any = anyOf(fact);
    if (any) this.any.add(any);
  }

  has(fact: Meaning): boolean {
    if (this.exact.has(`${fact.kind} ${fact.value}`)) return true;
    const any = anyOf(fact);
    return any !== undefined && (this.exact.has(`${fact.kind} ${any}`) || (fact.value === any && this.any.has(any)));
  }
}

/** Returns each fact once. */
export function distinct<Fact extends Meaning>(facts: readonly Fact[]): Fact[] {
  const seen = new FactSet();
  return facts.filter((fact) => {
    const isNew = !seen.has(fact);
    seen.add(fact);
    return isNew;
  });
}

/** Returns the facts that are not among the others. */
export function without<Fact extends Meaning>(facts: readonly Fact[], others: readonly Meaning[]): Fact[] {
  const known = new FactSet(others);
  return distinct(facts).filter((fact) => !known.has(fact));
}
