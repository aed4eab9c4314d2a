import { folded, foldedInPlace } from './normalise-text.js';

/** A house number in a street, as it is found in a text. */
export interface StreetAddress {
  /** As it is written in the text. */
  text: string;
  /** `28 rue louis aragon`: number, kind of street, and its first one or two words that are no particles. */
  keys: string[];
}

/** How kinds of streets are written, by the word under which they are compared. */
const STREETS: Readonly<Record<string, string>> = {
  rue: 'rue|r',
  avenue: 'avenue|ave|av',
  boulevard: 'boulevard|blvd|bvd|boul|bld|bd',
  place: 'place|pl',
  quai: 'quai',
  chemin: 'chemin|chem|che|ch',
  allee: 'allees?|all',
  impasse: 'impasse|imp',
  square: 'square|sq',
  cours: 'cours|crs',
  route: 'route|rte',
  venelle: 'venelle|ven',
  residence: 'residence|res|resid',
  lotissement: 'lotissement|lot',
  hameau: 'hameau',
  passage: 'passage|pass',
  sentier: 'sentier|sente',
  faubourg: 'faubourg|fbg|fg',
  esplanade: 'esplanade|esp',
  promenade: 'promenade|prom',
  cite: 'cite',
  clos: 'clos',
  mail: 'mail',
  ruelle: 'ruelle',
  montee: 'montee',
  cote: 'cote',
  domaine: 'domaine|dom',
  traverse: 'traverse',
  voie: 'voie',
};
const kinds = new Map(
  Object.entries(STREETS).flatMap(([kind, spellings]) =>
    spellings
      .split('|')
      .flatMap((one) =>
        (one.endsWith('s?') ? [one.slice(0, -2), `${one.slice(0, -2)}s`] : [one]).map((spelling) => [spelling, kind]),
      ),
  ),
);
const KIND = [...kinds.keys()].sort((a, b) => b.length - a.length).join('|');

const NUMBERS = 'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' ');
const REPETITION: Readonly<Record<string, string>> = { b: 'bis', bis: 'bis', t: 'ter', ter: 'ter', quater: 'quater' };

const ADDRESS = new RegExp(
  `(?<![\\p{L}\\d.,/-])(?<number>\\d{1,4}|${NUMBERS.join('|')})(?: ?(?<again>bis|ter|quater|b|t))?(?: ?[,;] ?| )(?<kind>${KIND})(?:\\. ?| )(?<name>[^\\n,;:()«»"]{2,60})`,
  'gu',
);
/** Words of the name of a street that are often left out or written in another way. */
const PARTICLES = new Set(
  'de du des la le les l d a au aux et en sur sous saint st sainte ste docteur dr general gal'.split(' '),
);
/** A word with which a sentence goes on behind an address. */
const ENDS = new Set(
  'pour avec dont qui que ou est sont sera a ont et mais car chez pas puis depuis jusqu entre avant apres avait ete vendredi lundi mardi mercredi jeudi samedi dimanche il elle on nous vous je in on at is has the and to for from was are will your our must in with'.split(
    ' ',
  ),
);

/** How letters of kinds of streets may be written before they are folded. */
const ACCENTED: Readonly<Record<string, string>> = { e: '[eéèêë]', o: '[oôö]', a: '[aàâä]' };
/** A number in words before the kind of a street: digits are sought by themselves. */
const NUMBER_IN_WORDS = new RegExp(
  `(?:${NUMBERS.join('|')})(?: ?(?:bis|ter|quater|b|t))?(?: ?[,;] ?| )(?:${KIND.replace(/[eoa]/g, (letter) => ACCENTED[letter]!)})[. ]`,
  'i',
);

/** Whether a line without digits may have the address of a house. It says so of some lines that have none. */
export const mayHaveStreetAddress = (line: string): boolean => NUMBER_IN_WORDS.test(line);

/** Finds addresses of houses in a text. Signs must be plain (`plainSigns`). Text that only names a street is none. */
export function streetAddressesIn(text: string): StreetAddress[] {
  return [...foldedInPlace(text).matchAll(ADDRESS)].flatMap((match) => {
    const { number, again, kind, name } = match.groups!;
    const end = match.index + match[0].length;
    const street = streetWords(text.slice(end - name!.length, end));
    if (street.words.length === 0) return [];
    const place = NUMBERS.indexOf(number!) + 1 || Number(number);
    const start = `${place}${again ? ` ${REPETITION[again]}` : ''} ${kinds.get(kind!)}`;
    return { text: text.slice(match.index, end - name!.length + street.length), keys: keysOf(start, street) };
  });
}

/**
 * The first two words of the name of a street. Where the second one may belong to the sentence, as in a text without capitals, the
 * address counts under both names.
 */
const keysOf = (start: string, { words: [one, two], isSure }: StreetWords): string[] => {
  if (two === undefined) return [`${start} ${one}`];
  return isSure ? [`${start} ${one} ${two}`] : [`${start} ${one} ${two}`, `${start} ${one}`];
};

interface StreetWords {
  words: string[];
  /** The number of characters up to the end of its words. */
  length: number;
  /** Its words are sure to be those of the street. */
  isSure: boolean;
}

function streetWords(name: string): StreetWords {
  const words: string[] = [];
  let [length, hasCapitals, isSure] = [0, false, true];
  for (const match of name.matchAll(/(?<gap>[^\p{L}\d]*)(?<word>[\p{L}\d]+)/gu)) {
    const { gap, word } = match.groups as { gap: string; word: string };
    const plainWord = folded(word);
    if (/[.!?\n/]/.test(gap) || /^\d/.test(word) || (words.length > 0 && ENDS.has(plainWord) && !gap.includes('-')))
      break;
    const isCapital = /^\p{Lu}/u.test(word);
    if (PARTICLES.has(plainWord)) continue;
    // Behind a name with capitals, a small letter begins what is no name.
    if (words.length > 0 && hasCapitals && !isCapital && !gap.includes('-')) break;
    if (words.length === 1 && !isCapital && !gap.includes('-')) isSure = false;
    hasCapitals ||= isCapital;
    words.push(plainWord);
    length = match.index + match[0].length;
    if (words.length === 2) break;
  }
  return { words, length, isSure };
}

const STREET = new RegExp(
  `(?<![\\p{L}\\d])(?:${KIND})(?:\\. ?| )(?:(?:de la|de l'|du|des|de|d'|la|le|les|l') ?)?[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?`,
  'giu',
);

/** Returns a text without the names of streets, which are often those of people. */
export const withoutStreets = (text: string): string => text.replace(STREET, ' ; ');
