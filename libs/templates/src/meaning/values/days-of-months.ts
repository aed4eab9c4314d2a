import type { Spelling } from '../spellings.js';

/** How a language says days of a month, as parts of patterns. */
interface Words {
  month: string;
  weekday: string;
  article: string;
  /** What follows the number of a day: `1st`, `1er`. */
  suffix: string;
  /** Words between two days, and between the first and the last of many. */
  and: string;
  to: string;
}

/** Months only with a capital. */
const VERBS = /^(?:may|mar|march)$/;

/** Days of a month that is said once are said each with it: `26, 27 and 28 October`, `13+14/5`, `1-31/8/26`. */
export function daysOfMonths({ month, weekday, article, suffix, and, to }: Words): Spelling[] {
  const day = `(?:${article} )?(?:${weekday},? (?:${article} )?)?\\d{1,2}(?:${suffix})?`;
  const list = `(?:${day}, ?){0,8}${day} ?(?:[&+]|${and}) ?|(?:${day}, ){2,8}`;
  const span = `${day} ?(?:[-/]|${to}) ?`;
  const figures = `(?:\\d{1,2}, ?){0,8}\\d{1,2} ?(?:[&+]|${and})(?: ${article})? ?|\\d{1,2} ?(?:-|${to}) ?`;
  const start = '(?<![\\d/:.,£€$-])(?<!\\d )';
  return [
    [
      new RegExp(`${start}(?:${list}|${span})(?=${day} (?:of )?(${month})(?!\\p{L}))`, 'giu'),
      ([said, name]) => (VERBS.test(name) ? said : said.replace(new RegExp(`\\d{1,2}(?:${suffix})?`, 'giu'), (one) => `${one} ${name}`)),
    ],
    [
      new RegExp(`${start}(?:${figures})(?=\\d{1,2}([/.]\\d{1,2}(?:[/.](?:\\d{4}|\\d\\d))?)(?![\\d/]|[.,:]\\d))`, 'giu'),
      // With a point, it may be the first number of a sum.
      ([said, rest]) => (/^\.\d{1,2}$/.test(rest) ? said : said.replace(/\d{1,2}/g, (one) => `${one}${rest}`).replace('-', ' - ')),
    ],
    // From Sunday 7 to Saturday 13/06.
    [
      new RegExp(`${start}(?:${list}|${span})(?=(?:${article} )?${weekday},? \\d{1,2}(/\\d{1,2}(?:/(?:\\d{4}|\\d\\d))?)(?![\\d/]|[.,:]\\d))`, 'giu'),
      ([said, rest]) => said.replace(/\d{1,2}/g, (one) => `${one}${rest}`).replace('-', ' - '),
    ],
    [/(?<![\d/])(\d{1,2}\/\d{1,2}) ?- ?(?=\d{1,2}\/\d{1,2}(?!\d))/g, '$1 - '],
  ]; // prettier-ignore
}
