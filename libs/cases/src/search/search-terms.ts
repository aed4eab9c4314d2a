import { e164 } from '@guichet/channels';
import { wordOfNumber } from '../timeline/stored-entries.js';

/** A word that is looked for, in its forms without accents. */
export interface Term {
  /** As somebody has typed it. */
  typed: string;
  /** The word itself, in the singular and the plural. */
  exact: readonly string[];
  /** What other forms of it begin with, and what it is the beginning of. */
  beginnings: readonly string[];
  /** Letters alone: it can be a typo, and a case may do without it. */
  isWord: boolean;
  /** The telephone number that it is, as ITU-T E.164 writes it, and the words as which it was typed: it may be something else as well. */
  number?: { e164: string; words: readonly string[] };
  /** In how many entries there is a word that begins so, as far as they were read. */
  entries: number;
  /** The most frequent words that begin so. */
  words: readonly string[];
}

/** What `lexicon` knows of a word that was typed. */
export interface KnownWord {
  folded: string;
  /** By the French stemmer of Postgres; null: it has none. */
  stem: string | null;
  entries: number;
  words: readonly string[];
}

const MAX_WORDS = 12;
/** A shorter beginning would find half of the dictionary. */
const SHORTEST_STEM = 3;

/** Words that stand in nearly every message and tell none from another; the titles among them are typed before names that are stored without. */
const EMPTY = new Set(
  `a ai ait as au aux avec avoir c ce ces cet cette ceux chez comme d dans de des dont du elle elles en est et etait ete etre eu il ils
  j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ont or ou par pas pour qu que quel quelle quels
  quelles qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y
  an and are at be been but by for from has have he her his i in is it its my no not of or our she that the their they this to was we were
  with you your
  mm mme mmes mlle mlles monsieur messieurs madame mesdames mademoiselle mr mrs ms miss dr`.split(/\s+/),
);

/** Letters without accents and capitals. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');

/** The words of what somebody has typed; without those that every message has, where there are others. */
export function typedWords(text: string): string[] {
  const found = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}@._+-]*/gu) ?? [];
  const words = found.map((word) => word.replace(/[^\p{L}\p{N}]+$/u, '')).filter(Boolean);
  const telling = words.filter((word) => !EMPTY.has(folded(word)));
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, MAX_WORDS);
}

/** Letters alone: no number, and no address or other compound, whose parts are words as well. */
const isPlain = (word: string): boolean => /^\p{L}+$/u.test(word);

/** A word in its forms: `écoles` is found by `école`, `écolier` as well, and `chevaux` by `cheval`. */
export function termOf(typed: string, { folded: word, stem, entries, words }: KnownWord): Term {
  const isWord = isPlain(word);
  if (!isWord) return { typed, isWord, entries, words, exact: [word], beginnings: [word] };
  const exact = numbersOf(word);
  const isStem = stem !== null && stem.length >= SHORTEST_STEM;
  const beginnings = !isStem ? [word] : word.startsWith(stem) ? [stem] : [word, stem];
  return { typed, isWord, entries, words, exact, beginnings };
}

/** A telephone number, however it was typed and wherever it is written otherwise; null: the text is none. */
export function numberTermOf(text: string): Term | null {
  const number = e164(text.replace(/\s/g, ' '));
  if (number === undefined) return null;
  const word = wordOfNumber(number);
  const typed = { e164: number, words: typedWords(text).map(folded) };
  return { typed: text, number: typed, exact: [word], beginnings: [word], isWord: false, entries: 0, words: [] };
}

/** A word in the singular and the plural, as most are made. */
function numbersOf(word: string): string[] {
  if (word.endsWith('aux')) return [word, word.replace(/aux$/, 'al')];
  const singular = word.replace(/(?<=..)[sx]$/, '');
  return [...new Set([word, singular, `${singular}s`, singular.replace(/ai?l$/, 'aux')])];
}

const oneOf = (lexemes: readonly string[]): string => `(${lexemes.join(' | ')})`;

/** A number is looked for as it was typed as well: not everything that looks like a telephone number is one, and old entries have no other words. */
const asNumberToo = ({ number }: Term, lexemes: readonly string[]): string =>
  oneOf(number ? [...lexemes, oneOfAll(number.words)] : lexemes);
const oneOfAll = (words: readonly string[]): string =>
  `(${words.map((word) => (word.length < SHORTEST_BEGINNING ? `'${word}'` : `'${word}':*`)).join(' & ')})`;

/** The text of a `tsquery` for the word itself. */
export const exactQuery = (term: Term): string =>
  asNumberToo(
    term,
    term.exact.map((lexeme) => `'${lexeme}'`),
  );
/** The text of a `tsquery` for the word, its other forms and what it begins. */
export function formsQuery(term: Term): string {
  const { exact, beginnings } = term;
  const others = exact.filter((lexeme) => !beginnings.some((beginning) => lexeme.startsWith(beginning)));
  return asNumberToo(term, [
    ...beginnings.map((beginning) => `'${beginning}':*`),
    ...others.map((lexeme) => `'${lexeme}'`),
  ]);
}
/** Where the beginning of a word is in more entries than these, an index reads for long what has any of its forms. */
const FREQUENT = 2000;
/** So frequent a beginning takes an index longer than somebody waits. */
const TOO_FREQUENT = 20_000;
/** A shorter number is the beginning of too many others. */
const SHORTEST_BEGINNING = 5;

/** The text of a `tsquery` for the word itself and the most frequent words that begin so: an index reads only what is wanted of each. */
const knownQuery = (term: Term): string =>
  asNumberToo(
    term,
    [...new Set([...term.exact, ...term.words.filter(isPlain)])].map((word) => `'${word}'`),
  );
const all = (terms: readonly Term[], queryOf: (term: Term) => string): string => terms.map(queryOf).join(' & ');

/** The text of a `tsquery` by which entries with all the words are looked for first. */
export const entriesQuery = (terms: readonly Term[]): string =>
  all(terms, (term) => (isRare(term) ? formsQuery(term) : knownQuery(term)));

/**
 * A word that is in few entries, or in none. Which of both must not be told by the time of an answer, as those entries may be hidden: what
 * is done for both is the same.
 */
export const isRare = ({ isWord, entries }: Term): boolean => isWord && entries <= FREQUENT;

/** The same for files, of whose words it is not known how frequent they are. */
export const filesQuery = (terms: readonly Term[]): string => all(terms, terms.every(isRare) ? formsQuery : knownQuery);

/** The same where few were found: by whatever begins so, but of what is frequent. */
export const thoroughQuery = (terms: readonly Term[]): string =>
  all(terms, (term) => {
    const isKnown = term.isWord
      ? term.entries > TOO_FREQUENT
      : terms.length > 1 && term.typed.length < SHORTEST_BEGINNING;
    return isKnown ? knownQuery(term) : formsQuery(term);
  });
