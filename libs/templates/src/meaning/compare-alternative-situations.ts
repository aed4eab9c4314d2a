import type { Language } from '@guichet/contracts';
import type { ConceptDifference } from './compare-concepts.js';
import { CASES } from './words/alternative-situations.js';
import { areAlike, foldAccents, stemsOf } from './stems.js';

/** What a text says of each of two cases: of those under 25, and of those who are older. */
interface Branches {
  /** The words that name the two cases. */
  named: [string, string];
  stems: [string[], string[]];
}

const SENTENCE_END = /[.!?;] |\n/g;
/** Where the clause of one case ends, and that of the next begins. */
const CLAUSE_END = /[,;:]| (?:and|while|whereas|but|or|et|tandis que|mais|ou|alors que) /g;

/** The end of the last match before a place of a text, or its start. */
function startBefore(text: string, at: number, ends: RegExp): number {
  const last = [...text.slice(0, at).matchAll(ends)].at(-1);
  return last ? last.index + last[0].length : 0;
}

/** Returns what is said of each of two cases, each in its clause; null where the text does not name both. */
function branchesIn(text: string, [one, other]: readonly [RegExp, RegExp], language: Language): Branches | null {
  if (text.search(one) < 0 || text.search(other) < 0) return null;
  const found = [one, other].flatMap((pattern, side) =>
    [...text.matchAll(pattern)].map(({ 0: said, index }) => ({ side, said, start: index, end: index + said.length })),
  );
  const named = [0, 1].map((side) => found.find((place) => place.side === side)?.said);
  if (named[0] === undefined || named[1] === undefined) return null;
  const places = found.sort((a, b) => a.start - b.start);
  // `adults and children`: what follows is said of both.
  const isOfBoth = places.some(({ side, end }, n) => {
    const next = places[n + 1];
    return next !== undefined && next.side !== side && stemsOf(text.slice(end, next.start), language).length === 0;
  });
  if (isOfBoth) return null;
  const stems: [string[], string[]] = [[], []];
  let from = startBefore(text, places[0]!.start, SENTENCE_END);
  for (const [n, { side, start, end }] of places.entries()) {
    const next = places[n + 1]?.start ?? text.length;
    const between = text.slice(end, next);
    const stop = /[.!?] |[;\n]/.exec(between)?.index;
    const parted = stop ?? (next < text.length ? startBefore(between, between.length, CLAUSE_END) || between.length : between.length);
    stems[side as 0 | 1].push(...stemsOf(text.slice(from, start), language), ...stemsOf(text.slice(end, end + parted), language));
    from = end + (stop === undefined ? parted : startBefore(between, between.length, SENTENCE_END));
  }
  return { named: named as [string, string], stems };
} // prettier-ignore

const shared = (a: readonly string[], b: readonly string[]): number =>
  a.filter((stem, n) => a.indexOf(stem) === n && b.some((other) => areAlike(stem, other))).length;

/** Without what is said of both. */
const own = ([one, other]: [string[], string[]]): [string[], string[]] => [
  one.filter((stem) => !other.some((same) => areAlike(stem, same))),
  other.filter((stem) => !one.some((same) => areAlike(stem, same))),
];

interface Sentence {
  said: string;
  stems: string[];
}

const sentencesOf = (text: string, language: Language): Sentence[] =>
  text
    .split(/[.!?;] |[.!?;]$|\n/u)
    .map((said) => ({ said: said.trim(), stems: [...new Set(stemsOf(said, language))] }))
    .filter(({ stems }) => stems.length > 1)
    .slice(0, MOST);

/** So many sentences of a text are compared. */
const MOST = 20;
/** So many words of each of two sentences must stand in the other one of the other text. */
const MOVED = 2;

/** Two sentences of each text of which each has something of both of the other: nothing is moved where it has not. */
function* entangled(full: readonly Sentence[], short: readonly Sentence[]) {
  const alike = full.map(({ stems }) => short.map((one) => shared(one.stems, stems) > 0));
  for (let a = 0; a < full.length; a += 1)
    for (let b = a + 1; b < full.length; b += 1) {
      const both = short.filter((_, n) => alike[a]![n] && alike[b]![n]);
      for (const [n, c] of both.entries()) for (const d of both.slice(n + 1)) yield [full[a]!, full[b]!, c, d] as const;
    }
}

/** Two sentences of which each begins as the one of the other text and ends as the other: `Allergy: bring a meal. Taste: ask us for one.` */
function entangledSentences(full: string, short: string, language: Language): ConceptDifference[] {
  for (const [a, b, c, d] of entangled(sentencesOf(full, language), sentencesOf(short, language))) {
    const [[ofA, ofB], [ofC, ofD]] = [own([a.stems, b.stems]), own([c.stems, d.stems])];
    const [straight, crossed] = [
      [shared(ofC, ofA), shared(ofD, ofB)],
      [shared(ofC, ofB), shared(ofD, ofA)],
    ];
    if ([...straight, ...crossed].includes(0)) continue;
    // What says much else has a word of each by chance.
    if ([ofC, ofD].some((stems, n) => straight[n]! + crossed[n]! < stems.length / 2)) continue;
    if (Math.min(...crossed) >= MOVED || Math.min(...straight) >= MOVED)
      return [{ about: 'branch', full: [a.said, b.said], short: [c.said, d.said] }];
  }
  return [];
}

/** Finds two cases of which one text says what the other says of the other case: `small items in a bag, large ones by appointment`. Pure. */
export function compareAlternativeSituations(full: string, short: string, language: Language): ConceptDifference[] {
  const [theirs, ours] = [foldAccents(full), foldAccents(short)];
  for (const cases of CASES[language]) {
    const inFull = branchesIn(theirs, cases, language);
    const inShort = inFull && branchesIn(ours, cases, language);
    if (!inFull || !inShort) continue;
    const [[a, b], [c, d]] = [own(inFull.stems), own(inShort.stems)];
    if (shared(c, b) + shared(d, a) > shared(c, a) + shared(d, b))
      return [{ about: 'branch', full: inFull.named, short: inShort.named }];
  }
  return entangledSentences(full, short, language);
}
