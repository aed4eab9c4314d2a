import type { FactKind } from '@guichet/contracts';
import { IN_DIGITS, IN_WORDS, numberOf } from './numbers-in-words.js';

/**
 * Finds the facts of one kind. No pattern repeats anything without an end, nor begins amidst what it repeats: an answer is
 * whatever was pasted, and all are looked for on the one thread there is.
 */
export interface Finder {
  kind: FactKind;
  pattern: RegExp;
  /** Returns the canonical spelling of the fact, or undefined when the match is no fact after all. */
  value: (match: RegExpExecArray) => string | undefined;
}

const ENGLISH =
  'January|Jan|February|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|August|Aug|September|Sept|Sep|October|Oct|November|Nov|December|Dec';
const MONTHS: Record<string, number> = Object.fromEntries(
  [
    ['janvier', 'janv', 'january', 'jan'],
    ['février', 'fevrier', 'févr', 'fevr', 'february', 'feb'],
    ['mars', 'march', 'mar'],
    ['avril', 'avr', 'april', 'apr'],
    ['mai', 'may'],
    ['juin', 'june', 'jun'],
    ['juillet', 'juil', 'july', 'jul'],
    ['août', 'aout', 'august', 'aug'],
    ['septembre', 'sept', 'september', 'sep'],
    ['octobre', 'oct', 'october'],
    ['novembre', 'nov', 'november'],
    ['décembre', 'decembre', 'déc', 'dec', 'december'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);
const MONTH = Object.keys(MONTHS)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** The units of lengths of time. */
const UNITS: [RegExp, string][] = [
  [/^(jours? ouvr(é|e|able)s?|(working|business) days?)$/, 'BD'],
  [/^(jours?( calendaires?)?|(calendar )?days?)$/, 'D'],
  [/^(semaines?|weeks?)$/, 'W'],
  [/^(mois|months?)$/, 'M'],
  [/^(ans?|années?|years?)$/, 'Y'],
  [/^(heures?|hours?)$/, 'H'],
];
const GAP = '\\s{1,3}';
const UNIT = `jours?${GAP}ouvr(?:é|e|able)s?|(?:working|business)${GAP}days?|jours?(?:${GAP}calendaires?)?|(?:calendar${GAP})?days?|semaines?|weeks?|mois|months?|années?|ans?|years?|heures?|hours?`;

const two = (n: number | string) => String(n).padStart(2, '0');

function day(year: string | undefined, month: number, date: string): string | undefined {
  if (month < 1 || month > 12 || Number(date) < 1 || Number(date) > 31) return undefined;
  return `${year ?? '-'}-${two(month)}-${two(Number(date))}`;
}

/** The English words "may" and "march" are months only with a capital or a year. */
const named = (month: string, year: string | undefined, date: string): string | undefined =>
  !year && (month === 'may' || month === 'march') ? undefined : day(year, MONTHS[month.toLowerCase()]!, date);

function lasting(count: number | undefined, unit: string): string | undefined {
  const code = UNITS.find(([pattern]) => pattern.test(unit.toLowerCase().replace(/\s+/g, ' ')))![1];
  if (count === undefined) return undefined;
  return code === 'H' ? `PT${count}H` : `P${count}${code}`;
}

const NUMERAL = `\\d{1,3}(?:[\\s.,’]\\d{3}){1,4}(?:[.,]\\d{1,2})?(?![\\d]|[.,]\\d)|\\d{1,12}(?:[.,]\\d{1,2})?(?![\\d]|[.,]\\d)`;
const currency: Record<string, string> = { '€': 'EUR', eur: 'EUR', euro: 'EUR', euros: 'EUR', $: 'USD', '£': 'GBP' };
/** The last comma or point parts off the cents, where one or two digits follow it. */
function money(digits: string, sign: string): string {
  const [, whole, cents = '0'] = /^(.*?)(?:[.,](\d{1,2}))?$/s.exec(digits)!;
  return `${currency[sign.toLowerCase()]} ${Number(`${whole!.replace(/\D/g, '')}.${cents}`).toFixed(2)}`;
}

const site = (address: string): string =>
  address
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/$/, '')
    .replace(/^[^/?#]+/, (host) => host.toLowerCase());

/** Addresses say that they are, however long they are: found before anything else. */
export const ADDRESSES: Finder = {
  kind: 'link',
  pattern: /(?:https?:\/\/|www\.)[^\s<>"»)\]]{0,2047}[^\s<>"»)\].,;:!?’'*]/gi,
  value: ([address]) => site(address),
};

/** Found before phone numbers, whose digits they would be; what one has found is not looked at by the next. */
export const NAMED: Finder[] = [
  {
    kind: 'mail',
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g,
    value: ([address]) => address.toLowerCase(),
  },
  {
    // Links are found without their scheme, too, because people rarely type it; under another domain by their path.
    kind: 'link',
    pattern:
      /(?<![\w.@/-])[a-z\d-]{2,63}(?:\.[a-z\d-]{2,63}){0,3}\.(?:(?:fr|eu|uk|ie|scot|wales|org|com|net|info)(?![\w@.-]{0,254}\w)|[a-z]{2,12}(?=\/[a-z]{3}))(?:\/[^\s<>"»)\]]{0,254}[^\s<>"»)\].,;:!?’'*])?/gi,
    value: ([address]) => site(address),
  },
  { kind: 'date', pattern: /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, value: ([, y, m, d]) => day(y, Number(m), d!) },
  {
    kind: 'date',
    pattern: /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<=\/)\d{2})(?![\d/]|[.-]\d)/g,
    value: ([, d, , m, y]) => day(y!.length === 2 ? `20${y}` : y, Number(m), d!),
  },
  {
    // As no fraction is written: 10/03.
    kind: 'date',
    pattern: /(?<![\d/.,-])(?:(0[1-9])\/(0[1-9]|1[0-2])|([12]\d|3[01])\/(0[1-9]))(?![\d/]|[.,]\d)/g,
    value: ([, d, m, later, month]) => day(undefined, Number(m ?? month), (d ?? later)!),
  },
  {
    // A date without its year could be a fraction, so it counts only after a word that introduces a date.
    kind: 'date',
    pattern:
      /(?<=(?<!\p{L})(?:le|du|au|by|on|before|until|from|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\p{L}{3,6}day)[\s\u00A0][*_]{0,2})(\d{1,2})\/(\d{1,2})(?![\d/])/giu,
    value: ([, d, m]) => day(undefined, Number(m), d!),
  },
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<![\\d\\p{L}])(\\d{1,2})(?:er|st|nd|rd|th)?${GAP}(?:of${GAP})?(?!mars\\s(?:the|an?|our|your|its|this|that)\\s)(${MONTH})\\.?(?!\\p{L})(?:,?${GAP}(\\d{4}))?`,
      'giu',
    ),
    value: ([, d, m, y]) => named(m!, y, d!),
  },
  {
    kind: 'date',
    pattern: new RegExp(`(?<!\\p{L})(${ENGLISH})${GAP}(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?${GAP}(\\d{4}))?`, 'giu'),
    value: ([, m, d, y]) => named(m!, y, d!),
  },
];

/** Found after them. */
export const COUNTED: Finder[] = [
  {
    // But not `twice a week`, `half a day`, nor `€5 a month`, which is why it comes first.
    kind: 'duration',
    pattern:
      /(?<!(?:once|twice|times?|half|such|many|days?|hours?|weeks?|months?|euros?|[\d€£$%])\s|\p{L}|[-’'])an?\s{1,3}((?:(?:working|business|calendar)\s{1,3})?day|week|month|year|hour)(?!\p{L})/giu,
    value: ([, unit]) => lasting(1, unit!),
  },
  {
    kind: 'amount',
    pattern:
      /(?<![\d.,])(\d{1,3}(?:\s\d{3}){1,4}|\d{1,12})\s?(€|euros?)\s?(?:et\s)?(\d{2})(?![\d:/]|[.,]\d|\s?[\p{L}€%])(?:\scentimes)?/giu,
    value: ([, whole, sign, cents]) => money(`${whole},${cents}`, sign!),
  },
  {
    kind: 'amount',
    pattern: new RegExp(`(?<![\\d.,])(${NUMERAL})\\s?([€$£](?!\\d)|(?:EUR|euros?)(?!\\p{L}))`, 'giu'),
    value: ([, digits, sign]) => money(digits!, sign!),
  },
  {
    kind: 'amount',
    pattern: new RegExp(`([€$£]|(?<!\\p{L})EUR)\\s?(${NUMERAL})`, 'gu'),
    value: ([, sign, digits]) => money(digits!, sign!),
  },
  {
    // This finder runs before that of durations, because `16 heures` could be both: after these words, or with minutes,
    // it is a time of day.
    kind: 'time',
    pattern:
      /(?<![\d:])(?:(?<=(?<!\p{L})(?:à|dès|vers)\s)([01]?\d|2[0-3])\sheures?(?!\p{L}|\s\d)|([01]?\d|2[0-3])\sheures?\s([0-5]\d)(?!\d))/giu,
    value: ([, whole, hours, minutes]) => `${two(whole ?? hours!)}:${minutes ?? '00'}`,
  },
  {
    kind: 'duration',
    pattern: new RegExp(
      `(?<![\\p{L}\\d,.]|\\p{L}[-\\u2010\\u2011])(${IN_DIGITS}|${IN_WORDS})(?:${GAP}\\((?:\\d{1,3}|${IN_WORDS})\\))?(?:${GAP}|-)(${UNIT})(?!\\p{L})`,
      'giu',
    ),
    value: ([, count, unit]) => lasting(numberOf(count!), unit!),
  },
  {
    // A number of hours above 24, or after a word that introduces a duration, is no time of day.
    kind: 'duration',
    pattern:
      /(?<![\d:.,/])(?:(?<=(?<!\p{L})(?:sous|dans|en|within|in|for|pendant|durant|délai de)\s(?:(?:les|the next)\s)?)(\d{1,3})|(2[4-9]|[3-9]\d|[1-9]\d\d))\s?h(?![\p{L}\d/]|\s?\d|\ssur\s)/giu,
    value: ([, after, many]) => `PT${Number(after ?? many)}H`,
  },
  {
    kind: 'time',
    pattern: /(?<![\d:.,])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?[\s\u00A0]?([ap])\.?m\b/gi,
    value: ([, hours, minutes, half]) =>
      `${two((Number(hours) % 12) + (half!.toLowerCase() === 'p' ? 12 : 0))}:${minutes ?? '00'}`,
  },
  {
    kind: 'time',
    pattern: /(?<![\d:])([01]?\d|2[0-3])\s?(?:h\s?([0-5]\d)?|:([0-5]\d))(?!:?\d|\p{L})/giu,
    value: ([, hours, minutes, after]) => `${two(hours!)}:${minutes ?? after ?? '00'}`,
  },
];
