import { IN_WORDS, numberOf } from '../../facts/numbers-in-words.js';

const SINGLE = /^(?:un|une|neuf|cents?)$/i;
const NUMBER_WORDS = new RegExp(`(?<![\\p{L}\\d'-])(${IN_WORDS})(?![\\p{L}\\d])(?!-(?!minute)\\p{L})`, 'giu');
const COUNTED = /^(?:neuf|cent)$/i;
/** Words for numbers of English only. */
const FOREIGN =
  /(?<!\p{L})(?:one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?!\p{L})/iu;

const DIALLED_WORD = '(?:zéro|zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|nonante|cents?|et)'; // prettier-ignore
/** What is dialled begins with a zero in France, and has ten digits: twenty words at most. */
const DIALLED = new RegExp(`(?<![\\p{L}\\d'-])z[ée]ro(?:(?:, |[ .-]| - )${DIALLED_WORD}(?!\\p{L})){4,24}`, 'giu');

/** The digits of a run of words that are read without a pause: as many words as make a number are one. */
function digitsOf(words: readonly string[]): string {
  let [digits, at] = ['', 0];
  while (at < words.length) {
    const isZero = /^z/i.test(words[at]!);
    if (isZero) digits += '0';
    let next = at + 1;
    // After a zero stands one digit, or a number of hundreds: `zéro deux`, `zéro huit cent`.
    const joins = (to: number) => numberOf(words.slice(at, to).join(' ')) !== undefined;
    while (!isZero && next < words.length && !/^z/i.test(words[next]!) && isOneNumber(words, { at, next, digits, joins }))
      next += 1;
    if (!isZero) digits += String(numberOf(words.slice(at, next).filter((word) => word !== 'et').join(' ')) ?? '');
    at = next;
  }
  return digits;
} // prettier-ignore

function isOneNumber(
  words: readonly string[],
  { at, next, digits, joins }: { at: number; next: number; digits: string; joins: (to: number) => boolean },
): boolean {
  const [first, word] = [words[at]!, words[next]!];
  if (/^et$/i.test(word)) return true;
  if (digits.endsWith('0') && /^z/i.test(words[at - 1] ?? '') && numberOf(first)! < 10 && !/^cent/i.test(words[at + 1] ?? ''))
    return false;
  return joins(next + 1);
} // prettier-ignore

/** `zéro deux, soixante et un, quatre-vingt-onze, douze, zéro cinq` in digits; what has not ten of them stays. */
function dialled(said: string): string {
  const digits = said
    .split(/, |\.| - /)
    .map((group) => digitsOf(group.toLowerCase().split(/[ -]/)))
    .join('');
  return digits.length === 10 ? digits.replace(/(\d\d)(?=\d)/g, '$1 ') : said;
}

/** Each number of words that are several: `neuf et onze`, `trente-neuf trente-neuf`. */
function eachNumber(written: string): string {
  const words = written.split(/\s/);
  const parts: string[] = [];
  for (let at = 0; at < words.length;) {
    let next = words.length;
    const isNumber = (to: number) =>
      !/^et$/i.test(words[to - 1]!) && numberOf(words.slice(at, to).join(' ')) !== undefined;
    while (next > at + 1 && !isNumber(next)) next -= 1;
    const said = words.slice(at, next).join(' ');
    parts.push(/^et$/i.test(said) ? said : String(numberOf(said) ?? said));
    at = next;
  }
  return parts.join(' ');
}

/** Both: what they are was counted before. But `tous les deux ans` are years. */
const BOTH = /(?<!\p{L})(tous|toutes)(?: deux| les deux(?! \p{L}))(?!\p{L})/giu;
const ZERO = /(?<!\p{L})z[ée]ro(?= ?(?:€|%|euros?(?!\p{L})|pour cent|degrés?(?!\p{L})|heures? (?:\d|\p{L})))/giu;

/** Returns a French text in which numbers in words are in digits. `un` and `neuf` have other meanings: they are before what is counted. Pure. */
export const inFrenchDigits = (text: string): string => {
  const plain = text.replace(DIALLED, dialled).replace(ZERO, '0').replace(BOTH, '$1');
  return plain.replace(NUMBER_WORDS, (written, _words, at: number) => {
    const after = plain.slice(at + written.length, at + written.length + 12);
    if (FOREIGN.test(written) || (/^sept$/i.test(written) && after.startsWith('.'))) return written;
    if (SINGLE.test(written) && !(COUNTED.test(written) && /^ (?:\p{L}+s(?!\p{L})|mois|heure)/iu.test(after)))
      return written;
    return String(numberOf(written) ?? eachNumber(written));
  });
};
