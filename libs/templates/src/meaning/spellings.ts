import { UNITS as UNITS_OF_MEASURES } from './values/measures.js';

/** What a pattern has found, and its groups: at most six. */
export type Found = [string, string, string, string, string, string, string];

/** A way to write something, and the one by which it is compared. */
export type Spelling = [RegExp, string | ((found: Found) => string)];

export const two = (n: number): string => String(n).padStart(2, '0');

/** So many parts of a whole, in percent. */
export const share = (parts: number, of: number): string => `${Number(((100 * parts) / of).toFixed(2))}%`;

/** Ordinals in words by their numbers, as `as` writes them. */
export const ordinals = (words: readonly (readonly [string, number])[], as: (n: number) => string): Spelling[] =>
  words.map(([word, n]) => [new RegExp(`(?<!\\p{L})(?:${word})(?!\\p{L})`, 'giu'), as(n)]);

/** Numbers of days that are parted from what follows them by a comma would be read as one number with it. */
const PARTED: Spelling = [/(?<=\d), (?=\d)/g, ' ; '];

/** `2 to 3 weeks` are two lengths of time. */
const UNITS: Spelling = [
  new RegExp(`(?<![\\p{L}\\d.,£€$:/-]|(?<!\\p{L})h ?)(\\d{1,4}(?:[.,]\\d{1,2})?) ?(à|ou|et|-|to|or|and|by|sur|x|×) ?(\\d{1,4}(?:[.,]\\d{1,2})?)[ -]?(${UNITS_OF_MEASURES})(?![\\p{L}\\d])`, 'giu'),
  '$1 $4 $2 $3 $4',
]; // prettier-ignore
/** Short numbers to dial, of which one may be chosen: 112/999. */
const EITHER: Spelling = [/(?<![\p{L}\d./-])(\d{3})\/(?=\d{3}(?![\d/-]|\.\d))/gu, '$1 / '];
/** `90 centimetres high and 60 wide` */
const HIGH: Spelling = [
  new RegExp(`(?<![\\p{L}\\d.,])(\\d{1,4}(?:[.,]\\d{1,2})?) ?(${UNITS_OF_MEASURES}) (high|long|wide|tall|deep|de haut|de long|de large) (and|by|et|sur|x|×) (\\d{1,4}(?:[.,]\\d{1,2})?) (?=(?:high|long|wide|tall|deep|across|de haut|de long|de large)(?!\\p{L}))`, 'giu'),
  '$1 $2 $3 $4 $5 $2 ',
]; // prettier-ignore
/** `90 centimetres by 60` */
const BY: Spelling = [
  new RegExp(`(?<![\\p{L}\\d.,])(\\d{1,4}(?:[.,]\\d{1,2})?) ?(${UNITS_OF_MEASURES}) (by|sur|x|×) (\\d{1,4}(?:[.,]\\d{1,2})?)(?![\\d.,/:-]\\d|\\d| ?(?:${UNITS_OF_MEASURES})(?!\\p{L})|(?:st|nd|rd|th|er)?(?: of)? (?:jan|f[eé][bv]|mar|a[pv]r|ma[iy]|jui|jun|jul|ao[uû]t|aug|sep|oct|nov|d[eé]c))`, 'giu'),
  '$1 $2 $3 $4 $2',
]; // prettier-ignore
/** `1 x 180L` is one of 180 litres. */
const OF: Spelling = [
  /(?<![\p{L}\d.,/:-])(\d{1,2}) ?[x×] ?(?=\d{1,4}[ -]?(?:l|lit(?:er|re)s?|[mc]l|kg|g)(?!\p{L}))/giu,
  '$1 of ',
];
/** `ages 5-11` are two numbers, and codes are not. */
const SPAN: Spelling = [
  /(?<![\p{L}\d.,/:*-])(\d{1,3})-(\d{1,3})s?(?![\p{L}\d/*-]|[.,:]\d)/gu,
  ([said, from, to]) => (Number(from) < Number(to) || (from !== to && Number(from) < 100) ? `${from} - ${to}` : said),
];
/** Hours and minutes that something lasts. */
const LASTING: Spelling = [
  /(?<![\p{L}\d.,])(\d{1,2}|une|one|an) (?:h|heures?|hours?|hrs?)(?:,? et|,? and)? (\d{1,2}) ?(?:minutes?|mins?|mn)(?!\p{L})/giu,
  ([, hours, minutes]) => `${(Number(hours) || 1) * 60 + Number(minutes)} minutes`,
];

/** 1.5h, 2,5 heures. */
const TENTHS: Spelling = [
  /(?<![\p{L}\d.,])(\d{1,2})[.,](\d|[27]5) ?(?:h|heures?|hours?|hrs?)(?!\p{L})/giu,
  ([, hours, part]) => `${Number(`${hours}.${part}`) * 60} minutes`,
];

/** A year of a school or a season, as it is written short: 2026/27. */
const YEARS: Spelling = [
  /(?<![\d./-])(20)(\d\d) ?[-/] ?(\d\d)(?!\d|[-/]|\.\d| (?:jan|f[eé][bv]|mar|a[pv]r|ma[iy]|jui|jun|jul|ao[uû]|aug|sep|oct|nov|d[eé]c))/gi,
  '$1$2-$1$3',
];
const SHORT_DATE: Spelling = [/(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?!\d|\.\d)/g, '$1/$2/20$3'];
/** 11-11-25 */
const DASHED_DATE: Spelling = [
  /(?<=(?<!\p{L})(?:on|by|until|till|from|to|since|test|\p{L}{3,6}day|le|du|au|avant|dès) )(0?[1-9]|[12]\d|3[01])-(0?[1-9]|1[0-2])-(\d\d)(?![\d-]|[./]\d)/giu,
  '$1/$2/20$3',
];
/** Units that stand beside their number or not. */
const MEASURES: Spelling = [/(?<=\d)(?=(?:[KMG][BO]|kg|km|cm|mm)(?!\p{L}))/giu, ' '];
/** Ranges of days in figures: 1/03/27-16/04/27, 08/03-12/03/2027. */
const RANGE: Spelling = [
  /(?<![\d/.])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))? ?- ?(\d{1,2}\/\d{1,2}\/(\d{4}|\d\d))(?!\d)/g,
  ([, day, month, year, end, endYear]) => `${day}/${month}/${year ?? endYear} - ${end}`,
];

/** Ranges of days with points: 01.09.2027-31.08.2028. */
const DOTTED_RANGE: Spelling = [/(?<![\d.])(\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d))-(?=\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?!\d))/g, '$1 - ']; // prettier-ignore
/** 04.01.-26.02.2027 */
const DOTTED_DAY: Spelling = [/(?<![\d.])(\d{1,2})\.(\d{1,2})\. ?- ?(?=\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?!\d))/g, '$1/$2 - ']; // prettier-ignore
/** The numbers of what is listed: `1) a form, 2) a photograph`. Not what stands in brackets. */
const LISTED: Spelling = [
  /(?=\d{1,2}\) \p{L})(?<=^|[\s:,;])(?<!\([^()\n]{0,300}(?:\([^()\n]{0,60}\)[^()\n]{0,300})?)\d{1,2}\) |^\d{1,2}\. (?=\p{L})/gmu,
  '',
];

/** One metre eighty, 1 m 80. */
const METRES: Spelling = [
  /(?<![\p{L}\d.,])(\d|une?|one|a) ?(?:m|m[eè]tres?|meters?) ?(\d\d)(?!\d|[.,:/]\d| ?[€%])/giu,
  ([, metres, rest]) => `${Number(metres) || 1}.${rest} m`,
];

/** `groups of 6 min., 15 max.` are not minutes. */
const LEAST: Spelling = [/(?<=\d )min\.?(?=,? (?:et |and |- )?\d{1,4} max)/giu, 'minimum'];

/** What is written alike in both languages, before and after what is not. */
export const BEFORE: Spelling[] = [
  LISTED,
  DOTTED_RANGE,
  DOTTED_DAY,
  SHORT_DATE,
  DASHED_DATE,
  RANGE,
  MEASURES,
  METRES,
  LEAST,
  LASTING,
  TENTHS,
  OF,
  UNITS,
  BY,
  HIGH,
];
/** `26/27`, which is no day. */
const SHORT_YEARS: Spelling = [
  /(?<=(?<!\p{L})(?:tax|CT|rates|rent|year|season|term|budget|school|winter|taxe|année|saison|exercice|hiver|scolaire|for|in|pour) )(2\d)\/(2\d|3\d)(?!\d|[/.:-]\d|\/)/giu,
  ([said, from, to]) => (Number(to) === Number(from) + 1 ? `20${from}-20${to}` : said),
];
export const AFTER: Spelling[] = [YEARS, SHORT_YEARS, PARTED, SPAN, EITHER];
