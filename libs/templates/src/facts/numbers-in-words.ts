/** The words for numbers in both languages, which are added up. */
const WORDS: Record<string, number> = {
  un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12,
  treize: 13, quatorze: 14, quinze: 15, seize: 16, vingt: 20, vingts: 20, trente: 30, quarante: 40, cinquante: 50,
  soixante: 60, septante: 70, huitante: 80, nonante: 90, cent: 100, cents: 100, mille: 1000,
  one: 1, two: 2, three: 3, four: 4, five: 5, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13,
  fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40,
  fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100, thousand: 1000,
}; // prettier-ignore

const WORD = `(?:${Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;
const JOINT = '[-\\u2010\\u2011\\s]';

/** `vingt et un`, `quatre-vingt-dix`, `one hundred and twenty`: all the words of a number, for a pattern. */
export const IN_WORDS = `${WORD}(?:${JOINT}(?:(?:et|and)${JOINT})?${WORD}){0,9}`;

/** Digits, in threes or not, for a pattern. */
export const IN_DIGITS = '\\d{1,3}(?:[ \\u00A0\\u202F]\\d{3}){1,3}|\\d{1,6}';

/** Parses a number in digits or words. Returns undefined when the words are no number. */
export function numberOf(said: string): number | undefined {
  if (/^\d/.test(said)) return Number(said.replace(/\s/g, ''));
  const words = said.toLowerCase().split(new RegExp(JOINT));
  let [thousands, rest]: [number, number | undefined] = [0, 0];
  for (const word of words) {
    if (rest === undefined) return undefined;
    if (word === 'et' || word === 'and') continue;
    if (WORDS[word] === 1000) [thousands, rest] = thousands === 0 ? [(rest || 1) * 1000, 0] : [0, undefined];
    else rest = continued(rest, word);
  }
  return rest === undefined ? undefined : thousands + rest;
}

/** A number below a thousand, as one more word goes on with it. */
function continued(before: number, word: string): number | undefined {
  const more = WORDS[word]!;
  const tail = before % 100;
  // English counts hundreds beyond nine: `fifteen hundred`.
  if (more === 100)
    return before < 10 || (word === 'hundred' && before < 100 && before % 10 > 0) ? (before || 1) * 100 : undefined;
  if (tail === 4 && word.startsWith('vingt')) return before + 76;
  const fits =
    tail === 0 ||
    (tail >= 20 && tail % 10 === 0 && more < 10) ||
    ((tail === 60 || tail === 80) && more < 20) ||
    (tail === 10 && more >= 7 && more < 10);
  return fits ? before + more : undefined;
}
