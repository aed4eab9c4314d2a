import type { Spelling } from '../spellings.js';
import { daysOfMonths } from './days-of-months.js';

const MONTH = 'January|Jan|February|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|August|Aug|September|Sept|Sep|October|Oct|November|Nov|December|Dec'; // prettier-ignore
const WEEKDAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const FEASTS: [string, string][] = [
  ['(?:Christmas|X-?mas) Eve', '24 December'],
  ['(?:Christmas|X-?mas) Day', '25 December'],
  ["Boxing Day|(?:St\\.?|Saint) Stephen's Day", '26 December'],
  ["New Year's Eve|NYE", '31 December'],
  ["New Year's Day", '1 January'],
  ["(?:St\\.?|Saint) Patrick's Day", '17 March'],
];
/** Names of days that are also those of places and events. */
const OTHER_FEASTS: [string, string][] = [
  ['Burns Night', '25 January'],
  ['Waitangi Day', '6 February'],
  ["(?:St\\.?|Saint) Valentine's Day|Valentine's Day", '14 February'],
  ["(?:St\\.?|Saint) David's Day", '1 March'],
  ["(?:St\\.?|Saint) George's Day", '23 April'],
  ['Anzac Day', '25 April'],
  ["Hallowe'?en", '31 October'],
  ["All Saints'? Day", '1 November'],
  ["All Souls'? Day", '2 November'],
  ['(?:Bonfire|Guy Fawkes) Night', '5 November'],
  ['(?:Armistice|Remembrance) Day', '11 November'],
  ["(?:St\\.?|Saint) Andrew's Day", '30 November'],
];

const MONTH_FIRST = `(?<!\\p{L})(?<!\\d(?:st|nd|rd|th)? (?:of )?)(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?`;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const named = (month: string): string => MONTHS.find((name) => name.startsWith(month.slice(0, 3)))!;

/** English days and months. Ordinals are digits before. */
export const ENGLISH_DAYS: Spelling[] = [
  ...OTHER_FEASTS.map(([name, day]): Spelling => [new RegExp(`(?<=(?<!\\p{L})(?:on|until|till|by|from|to|before) )(?:${name})(?!\\p{L}| \\p{Lu})`, 'gu'), day]),
  ...FEASTS.map(([name, day]): Spelling => [new RegExp(`(?<!\\p{L})(?:${name})(?!\\p{L})(?:, (?=${day}(?!\\d)))?`, 'giu'), day]),
  [new RegExp(`(?<=(?<!\\p{L})(?:${MONTH}),? )'(?=\\d\\d(?!\\d))`, 'giu'), '20'],
  [/(?<!\p{L})(?:the )?end of (?:(?:the|this) (?:calendar )?year(?: (20\d\d)(?!\d))?|(20\d\d)(?![\d/-]))/giu, ([, year, other]) => `31 December ${year ?? other ?? ''}`.trim()],
  [new RegExp(`(?<!\\p{L})(${MONTH}) the (\\d{1,2})(?:st|nd|rd|th)(?!\\p{L})`, 'gu'), '$2 $1'],
  // Oct-Mar
  [new RegExp(`(?<!\\p{L})(${MONTH})\\.?( ?- ?)(${MONTH})(?!\\p{L})`, 'gu'), ([, from, joint, to]) => `${named(from)}${joint}${named(to)}`],
  // 21-Aug-2026
  [new RegExp(`(?<![\\d-])(\\d{1,2})-(${MONTH})-(?=20\\d\\d(?![\\d-]))`, 'giu'), '$1 $2 '],
  // 03/2026
  [/(?<![\d/.-])(0[1-9]|1[0-2])\/(20\d\d)(?![\d/])/g, ([, month, year]) => `${MONTHS[Number(month) - 1]} ${year}`],
  // 31.07, which is no time of day
  [/(?<![\d.,:£€$/-])(2[5-9]|3[01])\.(0[1-9]|1[0-2])(?!\d|[.,]\d| ?(?:%|\p{L}{1,2}(?!\p{L})))/gu, '$1/$2'],
  // 3 Feb 27
  [new RegExp(`(?<=(?<!\\d)\\d{1,2}(?:st|nd|rd|th)? (?:${MONTH}) )(?=[2-4]\\d(?:[,;)\\n]|:(?!\\d)|[.]?$|[.] | (?:\\(|[&@=+-]|(?:at|from|is|was|and|in|by|for|to|or|until|with|will|must|the|we|you|please|if)(?!\\p{L}))))`, 'gu'), '20'],
  // The month before the day: June 1 to 3, 2026.
  [new RegExp(`${MONTH_FIRST} ?(-|&|to|and|or) ?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:]|\\.\\d)(?:,? (\\d{4})(?!\\d))?`, 'gu'), ([, month, first, joint, last, year]) => `${first} ${joint} ${last} ${month} ${year ?? ''}`.trimEnd()],
  [new RegExp(`${MONTH_FIRST}(?![\\d:]|\\.\\d)(?:,? (\\d{4})(?!\\d))?`, 'gu'), ([, month, day, year]) => `${day} ${month} ${year ?? ''}`.trimEnd()],
  [/(?<!\p{L})(?:the )?1st day of (?=\p{L}+)/giu, '1st of '],
  [/(?<!\p{L})(?:the )?last day of (?=\p{L}+)/giu, 'the end of '],
  [/(?<!\p{L})(?:the )?([1-4])(?:st|nd|rd|th) quarter(?: of (?=\d{4}))?(?!\p{L})/giu, 'Q$1 '],
  ...daysOfMonths({ month: MONTH, weekday: WEEKDAY, article: 'the', suffix: 'st|nd|rd|th', and: 'and|or', to: 'to|until' }),
]; // prettier-ignore
