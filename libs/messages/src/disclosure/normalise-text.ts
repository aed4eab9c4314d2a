/** Letters that Unicode does not take apart into a letter and an accent. */
const LIGATURES: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * Returns a text in one spelling of its signs: no-break spaces, dashes, invisible characters and full-width letters become what a
 * keyboard has. Letters, accents and capitals stay, so that what is found can be shown as it was written.
 */
export const plainSigns = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    // Of white space, what is no space yet: a letter has hundreds of those that are.
    .replace(/[^\S\n ]/g, ' ');

/** Returns a text without accents and capitals: `Bœuf` and `BOEUF` are both `boeuf`. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßłøđðþı]/g, (letter) => LIGATURES[letter]!);

/** Letters that are folded already. A text has few kinds of them, and folding one costs as much as searching a line. */
const foldedLetters = new Map<string, string>();
const MOST_LETTERS = 2_000;

function foldedLetter(letter: string): string {
  const known = foldedLetters.get(letter);
  if (known !== undefined) return known;
  const plainLetter = folded(letter);
  const inPlace = plainLetter.length >= letter.length ? plainLetter.slice(0, letter.length) : letter;
  if (foldedLetters.size < MOST_LETTERS) foldedLetters.set(letter, inPlace);
  return inPlace;
}

/** Returns a text folded letter by letter, so that each stays at its place; `œ` is `o` then. */
export const foldedInPlace = (text: string): string => text.replace(/[^\u0020-\u007e\n]/gu, foldedLetter).toLowerCase();

/** Returns the words of a text, folded: `Marie-Hélène d'Aubigné` is `marie`, `helene`, `d`, `aubigne`. */
export const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\d]+/gu) ?? [];

/** Returns the letters and digits of a text. */
export const plain = (text: string): string => text.replace(/[^\p{L}\d]/gu, '').toUpperCase();

/** Returns how many digits a text has. Nothing is made of it, as this is asked of each of its words. */
export function digitsIn(text: string): number {
  let count = 0;
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    if (code >= 0x30 && code <= 0x39) count += 1;
  }
  return count;
}
