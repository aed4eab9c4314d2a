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
  /** In how many entries there is a word that begins so, as far as they were read. */
  entries: number;
}

/** What `lexicon` knows of a word that was typed. */
export interface KnownWord {
  folded: string;
  /** By the French stemmer of Postgres; null: it has none. */
  stem: string | null;
  entries: number;
}

const MAX_WORDS = 12;
/** A shorter beginning would find half of the dictionary. */
const SHORTEST_STEM = 3;

/** Words that stand in nearly every message and tell none from another. */
const EMPTY = new Set(
  `a ai ait as au aux avec avoir c ce ces cet cette ceux chez comme d dans de des dont du elle elles en est et etait ete etre eu il ils
  j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ont or ou par pas pour qu que quel quelle quels
  quelles qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y
  an and are at be been but by for from has have he her his i in is it its my no not of or our she that the their they this to was we were
  with you your`.split(/\s+/),
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

/** A word in its forms: `écoles` is found by `école`, `écolier` as well, and `chevaux` by `cheval`. */
export function termOf(typed: string, { folded: word, stem, entries }: KnownWord): Term {
  const isWord = /^\p{L}+$/u.test(word);
  if (!isWord) return { typed, isWord, entries, exact: [word], beginnings: [word] };
  const exact = numbersOf(word);
  const isStem = stem !== null && stem.length >= SHORTEST_STEM;
  const beginnings = !isStem ? [word] : word.startsWith(stem) ? [stem] : [word, stem];
  return { typed, isWord, entries, exact, beginnings };
}

/** A word in the singular and the plural, as most are made. */
function numbersOf(word: string): string[] {
  if (word.endsWith('aux')) return [word, word.replace(/aux$/, 'al')];
  const singular = word.replace(/(?<=..)[sx]$/, '');
  return [...new Set([word, singular, `${singular}s`, singular.replace(/ai?l$/, 'aux')])];
}

const oneOf = (lexemes: readonly string[]): string => `(${lexemes.join(' | ')})`;

/** The text of a `tsquery` for the word itself. */
export const exactQuery = ({ exact }: Term): string => oneOf(exact.map((lexeme) => `'${lexeme}'`));
/** The text of a `tsquery` for the word, its other forms and what it begins. */
export function formsQuery({ exact, beginnings }: Term): string {
  const others = exact.filter((lexeme) => !beginnings.some((beginning) => lexeme.startsWith(beginning)));
  return oneOf([...beginnings.map((beginning) => `'${beginning}':*`), ...others.map((lexeme) => `'${lexeme}'`)]);
}
/** The text of a `tsquery` for all the words. */
export const allQuery = (terms: readonly Term[]): string => terms.map(formsQuery).join(' & ');

/** Where the beginning of a word is in more entries than these, an index reads for long what has any of its forms. */
export const FREQUENT_BEGINNING = 20_000;

/** As `allQuery`, but where there are several, those that are frequent in the singular and the plural alone. */
export const quickQuery = (terms: readonly Term[]): string =>
  terms
    .map((term) => (terms.length > 1 && term.entries > FREQUENT_BEGINNING ? exactQuery(term) : formsQuery(term)))
    .join(' & ');
