import type { Language } from '@guichet/contracts';
import { lazyPerLanguage } from './lazy-value-per-language.js';
import { denialIn, isDenied, type Denial } from './negation.js';
import { foldAccents, saysSomething, stem, stemsOf } from './stems.js';
import { CONTRARIES_EN } from './words/contraries-en.js';
import { CONTRARIES_FR } from './words/contraries-fr.js';
import { THINGS_EN } from './words/things-en.js';
import { THINGS_FR } from './words/things-fr.js';
import { PatternIndex } from './pattern-index.js';
import { wordPattern, type Contraries, type Things } from './words/word-patterns.js';

export type Side = 'yes' | 'no';

/** What the words of a text promise or ask; each with the words that say it. */
export interface Concepts {
  /** By pair of contraries, which sides are said. */
  sides: Map<string, Map<Side, string>>;
  /** By pair of contraries and by a word of the same clause, which sides are said of it. */
  sidesOfWords: Map<string, Map<Side, string>>;
  /** By category, which of its things are named. */
  things: Map<string, Map<string, string>>;
  /** By stem, whether the word is denied (`no`) or not. */
  words: Map<string, Map<Side, string>>;
  /** Names with a capital within a sentence, and nouns after an article, by their stems. */
  names: Map<string, string>;
  nouns: Map<string, string>;
}

/** The pattern of one side of a pair of contraries, or of one thing of a category. */
interface Sought<Key extends string> {
  about: string;
  key: Key;
  pattern: RegExp;
}

/** Patterns are looked for in their order, those of one pair or category one after another. */
const indexOf = <Key extends string>(all: readonly { about: string; key: Key; source: string }[]) =>
  new PatternIndex<Sought<Key>>(
    all.map(({ about, key, source }) => {
      const pattern = wordPattern(source);
      return [pattern, { about, key, pattern }];
    }),
  );
const sidesOf = (all: Record<string, Contraries>): PatternIndex<Sought<Side>> =>
  indexOf(
    Object.entries(all).flatMap(([about, sources]) =>
      (['no', 'yes'] as const).map((key) => ({ about, key, source: sources[key] })),
    ),
  );
const kindsOf = (all: Record<string, Things>): PatternIndex<Sought<string>> =>
  indexOf(
    Object.entries(all).flatMap(([about, things]) =>
      Object.entries(things).map(([key, source]) => ({ about, key, source })),
    ),
  );
const CONTRARIES = lazyPerLanguage((language) => sidesOf({ fr: CONTRARIES_FR, en: CONTRARIES_EN }[language]));
const THINGS = lazyPerLanguage((language) => kindsOf({ fr: THINGS_FR, en: THINGS_EN }[language]));
const WEEKDAYS = lazyPerLanguage((language) =>
  kindsOf({ weekday: { fr: THINGS_FR, en: THINGS_EN }[language]['weekday']! }),
);

/** Clauses end where a negation ends. */
const CLAUSES = /(?<=[.!?;:\n(),])|(?<= (?:mais|but|sauf|except|et|and|puis|then|ou|or) )/u;

const nothing = (): Concepts => ({
  sides: new Map(),
  sidesOfWords: new Map(),
  things: new Map(),
  words: new Map(),
  names: new Map(),
  nouns: new Map(),
});

function add<Key>(map: Map<string, Map<Key, string>>, name: string, { key, text }: { key: Key; text: string }): void {
  const known = map.get(name) ?? new Map<Key, string>();
  if (!known.has(key)) known.set(key, text);
  map.set(name, known);
}

/** Finds what the words of a text in one spelling promise. Pure. */
export function conceptsOf(text: string, language: Language): Concepts {
  const concepts = nothing();
  addThings(text, concepts, language);
  for (const clause of text.split(CLAUSES)) addClause(clause, concepts, language);
  for (const [name] of text.matchAll(NAME)) concepts.names.set(stem(name, language), name);
  addNouns(text, concepts, language);
  return concepts;
}

/** Returns what several texts promise together. */
export function mergeConcepts(several: readonly Concepts[]): Concepts {
  const all = nothing();
  for (const one of several) {
    for (const map of ['sides', 'sidesOfWords', 'things', 'words'] as const)
      for (const [name, found] of one[map]) for (const [key, text] of found) add<string>(all[map], name, { key, text });
    for (const map of ['names', 'nouns'] as const) for (const [name, text] of one[map]) all[map].set(name, text);
  }
  return all;
}

/** Calls back with each word that a pattern finds; what one has found is not looked at by the next of its pair or category. */
function eachFound<Key extends string>(
  plain: string,
  sought: readonly Sought<Key>[],
  found: (sought: Sought<Key>, place: { start: number; end: number }) => void,
): void {
  let [about, rest] = ['', plain];
  for (const one of sought) {
    if (one.about !== about) [about, rest] = [one.about, plain];
    // `matchAll` would make a copy of each pattern first.
    if (rest.search(one.pattern) < 0) continue;
    // Put together once: a copy of the rest for each match would take the square of its length.
    let [left, last] = ['', 0];
    for (const match of rest.matchAll(one.pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      found(one, { start, end });
      left += rest.slice(last, start) + ' '.repeat(end - start);
      last = end;
    }
    rest = left + rest.slice(last);
  }
}

/** A thing that is named in a text, and where. */
export interface NamedThing {
  category: string;
  key: string;
  start: number;
  end: number;
}

/** Returns the things that a text in one spelling names, by category. */
export const thingsIn = (text: string, language: Language): NamedThing[] => namedIn(text, THINGS[language]);

/** Returns those of them that are weekdays. */
export const weekdaysIn = (text: string, language: Language): NamedThing[] => namedIn(text, WEEKDAYS[language]);

function namedIn(text: string, index: PatternIndex<Sought<string>>): NamedThing[] {
  const plain = foldAccents(text);
  const found: NamedThing[] = [];
  eachFound(plain, index.in(plain), ({ about, key }, place) => found.push({ category: about, key, ...place }));
  return found;
}

function addThings(text: string, { things }: Concepts, language: Language): void {
  for (const { category, key, start, end } of thingsIn(text, language))
    add(things, category, { key, text: text.slice(start, end) });
}

function addClause(clause: string, concepts: Concepts, language: Language): void {
  const plain = foldAccents(clause);
  const denial = denialIn(plain, language);
  for (const { about, key, start, end, isTurned } of sidesIn(plain, { denial, language })) {
    const text = isTurned ? deniedIn(clause, { start, end }, denial!) : clause.slice(start, end);
    add(concepts.sides, about, { key, text });
    for (const word of stemsOf(`${clause.slice(0, start)} ${clause.slice(end)}`, language))
      add(concepts.sidesOfWords, `${about} ${word}`, { key, text });
  }
  if (clause.includes('?')) add(concepts.sides, CONDITIONAL, { key: 'yes', text: QUESTION });
  addWords(clause, { concepts, denial, language });
}

interface FoundSide {
  about: string;
  key: Side;
  start: number;
  end: number;
  /** Whether it is denied, and so says the contrary. */
  isTurned: boolean;
}

function sidesIn(plain: string, { denial, language }: { denial: Denial | null; language: Language }): FoundSide[] {
  const found: FoundSide[] = [];
  eachFound(plain, CONTRARIES[language].in(plain), ({ about, key: side }, { start, end }) => {
    // A condition is one, whatever it denies.
    const turns = isDenied(denial, { start, end }) && about !== CONDITIONAL;
    found.push({ about, key: (side === 'yes') === turns ? 'no' : 'yes', start, end, isTurned: turns });
  });
  return found;
}

/** What is said under a condition; a question may ask the same. */
const CONDITIONAL = 'conditional';
export const QUESTION = '?';

/** The words at a place, with the negation that turns them. */
const deniedIn = (clause: string, { start, end }: { start: number; end: number }, denial: Denial): string =>
  clause.slice(Math.min(start, denial.start), Math.max(end, denial.end)).replace(/\s+/g, ' ').trim();

/** Only the word that a negation is about is denied: what follows it may be said of something else. */
function addWords(
  clause: string,
  { concepts, denial, language }: { concepts: Concepts; denial: Denial | null; language: Language },
): void {
  const words = [...clause.matchAll(/\p{L}{3,}/gu)].filter(([word]) => saysSomething(word, language));
  const first = denial && words.find(({ index }) => index >= denial.end);
  for (const word of words) {
    const within = denial !== null && word.index >= denial.start && word.index < denial.end;
    const about = denial !== null && word === first && word.index < denial.reach;
    const place = { start: word.index, end: word.index + word[0].length };
    const text = within || about ? deniedIn(clause, place, denial) : word[0];
    add(concepts.words, stem(word[0], language), { key: within || about ? 'no' : 'yes', text });
  }
}

/** Not the first word of a sentence, which has a capital whatever it is. */
const NAME = /(?<=[\p{L}\d,:'(-] ?)(?<![.!?\n] )(?<!\p{L})\p{Lu}[\p{L}-]{2,}/gu;

const ARTICLES: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:services? |salle |de |le |la |l'|les |un |une |du |des |au |aux |votre |vos |notre |nos |ce |cette |ces |d')(\p{L}{3,})/giu,
  en: /(?<!\p{L})(?:the|a|an|your|our|this|that|their|his|her) (\p{L}{3,}(?: \p{L}{3,})?)/giu,
};
function addNouns(text: string, { nouns }: Concepts, language: Language): void {
  for (const [, said] of text.matchAll(ARTICLES[language]))
    for (const word of said!.split(' '))
      if (saysSomething(word, language) && !isPlaceholder(word)) nouns.set(stem(word, language), word);
}

/** A word of letters for a value, the same for the same value, so that what is said of it can be compared. */
const PLACEHOLDER = 'zz';
export const placeholderFor = (value: string): string =>
  PLACEHOLDER + [...value].map((letter) => letter.charCodeAt(0).toString(36).replace(/\d/g, (n) => 'qrstuvwxyz'[Number(n)]!)).join('').slice(-24); // prettier-ignore
export const isPlaceholder = (word: string): boolean => word.startsWith(PLACEHOLDER);
