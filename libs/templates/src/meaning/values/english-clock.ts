import { two, type Spelling } from '../spellings.js';
import { UNITS } from './measures.js';

/** A time of day that may be before noon or after it is written so, as nobody writes one: `5:30 o'clock`. */
const either = (hours: number, minutes: number): string => `${hours}:${two(minutes)} o'clock`;
const exactly = (hours: number, minutes: number): string => `${two(hours % 24)}:${two(minutes)}`;

const PART = "(?: ?(?:,? ?(?:in the|that|this|the (?:same|next|following|previous)) (morning|afternoon|evening)|(at night)|([ap])\\.? ?m(?:\\.|(?!\\p{L})))(?!\\p{L}))"; // prettier-ignore
const HOUR = '(\\d{1,2}|noon|midday|midnight|one)';

const hourOf = (said: string): number =>
  /^(?:noon|midday)$/i.test(said) ? 12 : /^midnight$/i.test(said) ? 24 : /^one$/i.test(said) ? 1 : Number(said);

/** The part of the day in which an hour lies; undefined where it does not say. */
type Part = 'morning' | 'early' | 'late' | 'night' | undefined;
function partOf(day: string | undefined, night: string | undefined, half: string | undefined): Part {
  if (night) return 'night';
  if (day) return /morning/i.test(day) ? 'morning' : 'late';
  if (!half) return undefined;
  return /a/i.test(half) ? 'early' : 'late';
}

/** Returns a time of day in figures, by the words that say in which half of the day it is. */
function clock(hours: number, minutes: number, part: Part): string {
  if (hours > 24 || minutes > 59) return '';
  if (part === undefined) return hours > 12 || hours === 0 ? exactly(hours, minutes) : either(hours, minutes);
  // `9 to 12 in the morning` ends at noon.
  const isLate = part === 'late' || (part === 'night' ? hours > 5 && hours < 12 : part === 'morning' && hours === 12);
  return exactly(hours > 12 ? hours : (hours % 12) + (isLate ? 12 : 0), minutes);
}

/** So many minutes before or after an hour: `a quarter to three in the afternoon`. */
function besideHour(minutes: number, hour: string, part: Part): string {
  const isNamed = /n/i.test(hour) && !/one/i.test(hour);
  const at = hourOf(hour) * 60 + minutes;
  const [hours, rest] = [Math.floor(at / 60), at % 60];
  if (isNamed) return exactly(hours, rest);
  // Before one o'clock it is past twelve.
  const near = hours === 0 ? 12 : hours;
  // A quarter to one at night is past midnight, and a quarter to twelve before it.
  return clock(near, rest, part === 'late' && hourOf(hour) === 12 && minutes < 0 ? 'early' : part);
}

const minutesOf = (said: string): number => (/quarter/i.test(said) ? 15 : /half/i.test(said) ? 30 : Number(said));
const spelled = (found: readonly string[], said: string): string => said || found[0]!;

/** Words after which a number is an hour, and what may follow it. */
const IN_WORDS: Spelling[] = [
  // The day is said, too.
  [/(?<=o'clock|\d|noon|midnight),? the (?:next|following) (morning|afternoon|evening)(?!\p{L})/giu, ' in the $1 of the next day'],
  [/(?<!\p{L})(half|quarter)-(past|to) /giu, '$1 $2 '],
  [new RegExp(`(?<!\\p{L})(?:a )?(quarter|half|\\d{1,2})(?: minutes?)? past ${HOUR}(?!\\p{L}|[\\d:])${PART}?`, 'giu'),
    (found) => spelled(found, besideHour(minutesOf(found[1]), found[2], partOf(found[3], found[4], found[5])))],
  [new RegExp(`(?<!past |\\p{L}|-|\\d )half (\\d{1,2})(?![\\d:.,]\\d|\\d|-| ?%)${PART}?`, 'giu'),
    (found) => spelled(found, besideHour(30, found[1], partOf(found[2], found[3], found[4])))],
]; // prettier-ignore

const NO_UNIT = `(?! ?(?:[%€£$]|(?:${UNITS}|child|children|adults?|people|persons?|places?|pounds?|euros?|dollars?)(?!\\p{L})))`;
/** Minutes to an hour: but `from ten to four` are two hours, and `aged five to eleven` two ages. */
const minutesTo = (minutes: string, part: string): Spelling => [
  new RegExp(`${minutes} to ${HOUR}(?!\\p{L}|[\\d:.]\\d)${NO_UNIT}${part}`, 'giu'),
  ([said, before, hour, day, night, half]) =>
    hourOf(hour) > 12 && hourOf(hour) < 24
      ? said
      : spelled([said], besideHour(-minutesOf(before), hour, partOf(day, night, half))),
];
const TO_HOUR: Spelling[] = [
  // From ten to nine until noon.
  minutesTo('(?<=(?<!\\p{L})from )(5|10|20|25)', `${PART}(?= (?:until|till)(?!\\p{L}))`),
  minutesTo('(?<=(?<!\\p{L})(?:at|by|to|until|till|before|after|the|about|around|approx\\.?) )(5|10)(?: minutes?)?', `${PART}?`),
  minutesTo('(?<![\\p{L}\\d])(?:a )?(quarter|20|25|\\d{1,2}(?= minutes?))(?: minutes?)?', `${PART}?`),
  minutesTo('(?<![\\p{L}\\d])(?<!(?<!\\p{L})(?:from|between|open|opens|opened) |days?,? |weekends?,? )(5|10)', `${PART}(?! ?(?:-|to|until|till)(?!\\p{L}))`),
]; // prettier-ignore

/** Two hours of which the last says in which half of the day both are: `2-5pm`, `9.05-11.55am`, `from ten until two in the morning`. */
const BOTH = new RegExp(`(?<![\\d:.£€$/-])(\\d{1,2})(?:[:.]([0-5]\\d))?(?: o'clock)? ?(-|to|until|till|and) ?(\\d{1,2})(?:[:.]([0-5]\\d))?${PART}`, 'giu'); // prettier-ignore
function both(found: readonly string[]): string {
  const [said, from, fromMinutes, joint, to, toMinutes, day, night, half] = found as unknown as (string | undefined)[];
  const [a, b] = [Number(from), Number(to)];
  if (a > 12 || b > 12) return said!;
  const part = partOf(day, night, half);
  // `11-6pm` begins before noon, and `from ten until two in the morning` before midnight.
  const until = part === 'morning' ? b : b % 12;
  const [start, end] = [(a % 12) * 60 + Number(fromMinutes ?? 0), until * 60 + Number(toMinutes ?? 0)];
  const other = part === 'late' ? 'early' : 'late';
  const first = part === 'night' ? (a < 6 || a === 12 ? 'early' : 'late') : start < end ? part : other;
  const written = [clock(a, Number(fromMinutes ?? 0), first), clock(b, Number(toMinutes ?? 0), part)];
  return `${written[0]} ${joint} ${written[1]}`;
}

/** Hours of the day, where digits or a word beside them tell that they are. */
const IN_DIGITS: Spelling[] = [
  [/(?<!\p{L})one(?= ?(?:o'clock|[ap]\.? ?m(?:\.|(?!\p{L}))|in the (?:morning|afternoon)|at night))/giu, '1'],
  // Ten thirty, and nine fifteen in the morning.
  [new RegExp(`(?<=(?<!\\p{L})(?:at|by|from|until|till|to|before|after) )(1[0-2]|[1-9]) ([0-5]\\d)(?![\\d:.,/-]\\d|\\d)(?! (?:\\d|${UNITS}|of)(?!\\p{L}))(?:${PART})?`, 'giu'), (found) => spelled(found, clock(Number(found[1]), Number(found[2]), partOf(found[3], found[4], found[5])))],
  [new RegExp(`(?<![\\d:.,£€$/-])(?<!\\d )(1[0-2]|[1-9]) ([0-5]\\d)${PART}`, 'giu'), (found) => spelled(found, clock(Number(found[1]), Number(found[2]), partOf(found[3], found[4], found[5])))],
  [BOTH, both],
  [/(?<![\d:.£€$/-])((?:0[5-9]|1[0-8])(?:00|15|30|45)) ?- ?(1\d|2[0-3])(00|15|30|45)(?![\d/:-]|[.,]\d)/g, ([said, from, hours, minutes]) => (Number(from) < Number(hours + minutes) ? `${from.slice(0, 2)}:${from.slice(2)} - ${hours}:${minutes}` : said)],
  // 1800-0800
  [/(?<![\d:.£€$/-])([01]\d|2[0-3])([0-5]\d) ?(-|to|until|and) ?([01]\d|2[0-4])([0-5]\d)(?![\d/:-]|[.,]\d)(?<=0\d{3}|0\d{3} ?(?:-|to|until|and) ?\d{4})/giu, '$1:$2 $3 $4:$5'],
  // 0700-1830 and 1500 hours.
  [/(?<![\d:.£€$/-])([01]\d|2[0-3])([0-5]\d) ?(-|to|until|and) ?([01]\d|2[0-3])([0-5]\d)(?: ?(?:hours|hrs|h)(?!\p{L})|(?<=0[\d0]\d\d ?(?:-|to|until|and) ?\d{4})(?![\d.,]\d|\d))/giu, '$1:$2 $3 $4:$5'],
  [/(?<![\d:.£€$/-])([01]\d|2[0-3])([0-5]\d) ?(?:hours|hrs|h)(?!\p{L}|\/| (?:of|per|a|each|every)(?!\p{L}))/giu, '$1:$2'],
  [/(?<=(?<!\p{L})(?:at|from|by|until|till|before|after) )(0\d)([0-5]\d)(?![\d,.]\d| ?\d)/giu, '$1:$2'],
  // 0735, which is no year; and then 1620, but for what may be one.
  [/(?<![\d.,/:+£€$(-]|\d )(?<!(?<!\p{L})(?:code|number|no\.?|pin|ref\p{L}*\.?|form|line|extension|call|ring|dial|text|phone|tel\.?)(?: is)? ?)(?!0800|0808)(0[1-9])([0-5]\d)(?! ?\d|[.,/:-]\d)/giu, '$1:$2'],
  [/(?<![\d.,/:+£€$(-]|\d )(?<!(?<!\p{L})(?:code|number|no\.?|pin|ref\p{L}*\.?|form|line|extension|call|ring|dial|text|phone|tel\.?|route|bus)(?: is)? ?)(?!20[0-3]\d)(1\d|2[0-3])([0-5][05])(?! ?\d|[.,/:-]\d| ?(?:%|\p{Lu}))(?:(?<=(?<![\d:])0\d:[0-5]\d(?!\d).{0,160})|(?=.{0,160}(?<![\d:])0\d:[0-5]\d(?!\d)))/giu, '$1:$2'],
  // 08:00 - 18:00, Thursday to 2000; 18:30, sign in by 1815
  [/(?<=(?<![\d:])\d\d:[0-5]\d(?!\d).{0,160}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\p{Ll}* (?:to|till|until)|(?<!\p{L})(?:at|by|from|until|till)(?! 20[0-3]\d)) )(1\d|2[0-3])([0-5]\d)(?=[.,;)\n](?!\d)|$)/gu, '$1:$2'],
  // 9-21h
  [/(?<![\d:.£€$/-])(\d{1,2}) ?- ?(\d{1,2}) ?h(?![\p{L}\d])/giu, ([said, from, to]) => (Number(from) < 25 && Number(to) < 25 ? `${two(Number(from))}:00 - ${two(Number(to))}:00` : said)],
  // 9.30-16.30, 10-12:30
  [/(?<![\d:.,£€$/-])(\d{1,2})(?:[.:]([0-5]\d))?(?: ?(-) ?| (to|until|till|and) )(\d{1,2})[.:]([0-5]\d)(?![\d:]|[.,/-]\d| ?(?:[%€$£]|[ap]\.?m|(?:kg|km|cm|mm|m|l|g|t|kilo|met|mil|lit|euro|pound|hour|minute)\p{L}*))/giu,
    ([said, a, am, dash, word, b, bm]) => (Number(a) < 24 && Number(b) < 25 ? `${a}:${am ?? '00'} ${dash ?? word} ${b}:${bm}` : said)],
  [new RegExp(`(?<![\\d:.£€$/-])(\\d{1,2}) ?o'clock(?:${PART})?`, 'giu'), (found) => spelled(found, clock(Number(found[1]), 0, partOf(found[2], found[3], found[4])))],
  [new RegExp(`(?<![\\d:.£€$/]|\\d-)(\\d{1,2})(?:[:.]([0-5]\\d))?${PART}`, 'giu'), (found) => spelled(found, clock(Number(found[1]), Number(found[2] ?? 0), partOf(found[3], found[4], found[5])))],
  [/(?<!\p{L})(?:12 )?(?:noon|midday)(?!\p{L})/giu, '12:00'],
  [/(?<!\p{L})(?:12 )?midnight(?!\p{L})/giu, '00:00'],
  [/(?<=(?<!\p{L})(?:at|from|until|till|by|to|between|before|after|past) )one(?=[.,;:)!?]|$|\n| on | sharp| in the | (?:until|to|and) \d)/giu, '1'],
  [new RegExp(`(?<=(?:at|from|until|by|to|between|till|after|before) )([1-9]|1\\d|2[0-3])\\.([0-5]\\d)(?![\\d%:]|[.,]\\d)${NO_UNIT}`, 'giu'), ([, h, m]) => clock(Number(h), Number(m), undefined)],
  [/(?<=(?<!\p{L})(?:at|until|till) )(\d{1,2})(?=[.;!?)](?!\d)|,? ?$|\n|, (?!\d)| (?:on|and|until|to|every|sharp|in the) (?!\d))/giu, ([said, h]) => (Number(h) < 13 ? either(Number(h), 0) : said)],
  [/(?<![\d:.,/])([1-9]):([0-5]\d)(?![\d:]| o'clock)/g, ([, h, m]) => either(Number(h), Number(m))],
]; // prettier-ignore

/** English times of day. Numbers in words are digits before. */
export const ENGLISH_CLOCK: Spelling[] = [...IN_WORDS, ...TO_HOUR, ...IN_DIGITS];

/** Finds the times that are written so, and those of which the half of the day is not said. */
export const TIMES_OF_DAY = /(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)( o'clock)?(?![\d:]|\.\d| ?[ap]\.? ?m(?!\p{L}))/gu;
