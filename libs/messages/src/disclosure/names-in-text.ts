import { folded, wordsOf } from './normalise-text.js';
import { withoutStreets } from './street-addresses-in-text.js';

/** A name of a person that a text may contain. */
export interface NamedPerson {
  /** As it is written in the text. */
  text: string;
  /** Its words, sorted: `Gaëlle Kerguélen` and `KERGUELEN Gaelle` are one. */
  key: string;
  /** `family-name`: it follows a title, and says no more. */
  kind: 'name' | 'family-name';
  words: string[];
}

/** Words between the parts of a name, which are written in many ways or left out. */
const PARTICLES = new Set(
  'de du des d la le les l da dos das do di del della van den der von zu el al ben bin y e'.split(' '),
);
const TITLE =
  /(?<![\p{L}\d])(?:M\.|MM\.|Mme|Mmes|Mlle|Mr\.?|Mrs\.?|Ms\.?|Miss|Monsieur|Madame|Mademoiselle|MONSIEUR|MADAME|MME|[Ff]amille|FAMILLE|[Ff]amily|(?:[Vv]oisine?|[Cc]oll[èe]gue)s?) +/gu;
const WORD = String.raw`[\p{L}]+`;
const CAPITAL = String.raw`\p{Lu}\p{L}*`;
const PARTICLE = [...PARTICLES].join('|');
const RUN = new RegExp(
  `(?<![\\p{L}\\d])${CAPITAL}(?:(?:[ '-]|' | ')(?:${CAPITAL}|(?:${PARTICLE})(?![\\p{L}])|(?<=['-])${WORD}))*`,
  'gu',
);
/** Two words without capitals, as names are written in a chat. */
const SMALL_PAIR = /(?<![\p{L}\d'])(\p{Ll}{3,})[ -](?=(\p{Ll}{3,})(?![\p{L}\d]))/gu;
const MOST_WORDS = 6;
const MOST = 500;

/** Returns the words of a name that tell it from others. */
const nameWords = (name: string): string[] => wordsOf(name).filter((word) => !PARTICLES.has(word) && !/^\d/.test(word));

const keyOf = (words: readonly string[]): string => [...words].sort().join(' ');

/** Finds what may be names of people in a text: whose they are, and whether they are any, is for the caller to look up. */
export function namesIn(text: string): NamedPerson[] {
  const searched = withoutStreets(text);
  const found = new Map<string, NamedPerson>();
  for (const name of candidates(searched)) {
    found.set(`${name.kind} ${name.key}`, name);
    if (found.size === MOST) break;
  }
  return [...found.values()];
}

function* candidates(text: string): Generator<NamedPerson> {
  for (const title of text.matchAll(TITLE)) yield* familyNames(title, text);
  for (const line of text.split('\n')) for (const [run] of line.matchAll(RUN)) yield* wholeNames(run);
  for (const [pair, one, other] of text.matchAll(SMALL_PAIR))
    yield {
      text: `${pair}${other}`,
      key: keyOf([folded(one!), folded(other!)]),
      kind: 'name',
      words: [folded(one!), folded(other!)],
    };
}

/** Names in the name of a file, which has neither spaces nor capitals that can be relied upon. */
export const namesInFileName = (name: string): NamedPerson[] =>
  namesIn(
    name
      .replace(/\.[a-z\d]{1,5}$/i, '')
      .replace(/[_.+]+/g, ' ')
      .replace(/(?<![\p{L}])\p{Ll}/gu, (letter) => letter.toUpperCase()),
  );

/** Every two to six words of a run of capitals may be a name. */
function* wholeNames(run: string): Generator<NamedPerson> {
  const parts = [...run.matchAll(/\p{L}+/gu)].map(({ 0: part, index }) => ({
    word: folded(part),
    start: index,
    end: index + part.length,
  }));
  for (const [first, { word, start }] of parts.entries()) {
    if (PARTICLES.has(word)) continue;
    const words = [word];
    for (const part of parts.slice(first + 1, first + MOST_WORDS)) {
      if (PARTICLES.has(part.word)) continue;
      words.push(part.word);
      yield { text: run.slice(start, part.end), key: keyOf(words), kind: 'name', words: [...words] };
    }
  }
}

function* familyNames(title: RegExpExecArray, text: string): Generator<NamedPerson> {
  const after = text.slice(title.index + title[0].length, title.index + title[0].length + 60);
  const [run] = after.match(RUN) ?? [];
  if (run === undefined || !after.startsWith(run)) return;
  const words = nameWords(run).slice(0, 2);
  for (const some of [words.slice(0, 1), words])
    if (some.length > 0) yield { text: `${title[0]}${run}`, key: keyOf(some), kind: 'family-name', words: some };
}

/** The keys under which the name of somebody is looked up. */
export interface NameKeys {
  names: string[];
  /** What may be their family name. */
  families: string[];
}

/** A name of one word is that of nobody in particular: it has no keys. `L'Hostis` is `lhostis`, too. */
export function keysOfName(name: string): NameKeys {
  const spellings = name.includes("'") ? [name, name.replaceAll("'", '')] : [name];
  const all = spellings.map(nameWords).filter((words) => words.length > 1);
  return {
    names: [...new Set(all.map(keyOf))],
    families: [...new Set(all.flatMap((words, n) => familiesIn(spellings[n]!, words)))],
  };
}

/** Where only some words are in capitals, they are the family name; else it is the last one, or the last two. */
function familiesIn(name: string, words: readonly string[]): string[] {
  const capitals = nameWords((name.match(/(?<!\p{L})\p{Lu}{2,}(?:[ '-]\p{Lu}{2,})*(?!\p{L})/gu) ?? []).join(' '));
  if (capitals.length > 0 && capitals.length < words.length) return [keyOf(capitals)];
  return [keyOf(words.slice(-1)), ...(words.length > 2 ? [keyOf(words.slice(-2))] : [])];
}
