import { ordinals, two, type Spelling } from './spellings.js';

const MONTH =
  'January|Jan|February|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|August|Aug|September|Sept|Sep|October|Oct|November|Nov|December|Dec';

const ORDINALS: [string, number][] = [
    ...['twenty-first', 'twenty-second', 'twenty-third', 'twenty-fourth', 'twenty-fifth', 'twenty-sixth', 'twenty-seventh', 'twenty-eighth', 'twenty-ninth', 'thirtieth', 'thirty-first'].map((word, n): [string, number] => [word.replace('-', '[- ]'), n + 21]),
    ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth'].map((word, n): [string, number] => [word, n + 1]),
]; // prettier-ignore

const WEEKDAYS: Spelling[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (day) => [new RegExp(`(?<!\\p{L})${day.slice(0, 3)}(?:s|nes|r|rs|ur)?\\.?(?=[ ,/-]|$)(?!\\.?\\p{L})`, 'gu'), day],
);

const PARTS: [string, number][] = [['third', 3], ['quarter', 4], ['fifth', 5], ['sixth', 6], ['eighth', 8], ['tenth', 10]]; // prettier-ignore
/** `one third` and `two thirds`, but not `a third party` nor `a quarter of an hour`. */
const FRACTIONS: Spelling[] = PARTS.flatMap(([part, n]): Spelling[] => [
  [new RegExp(`(?<![\\p{L}\\d])(?:a|an|one|1) ${part}(?= off(?!\\p{L})| of (?!an hour)| less(?!\\p{L}))`, 'giu'), `1/${n}`],
  [new RegExp(`(?<=(?<!\\p{L})(?:by|to) )(?:a|an|one|1) ${part}(?=[.,;:!?)]|$)`, 'giu'), `1/${n}`],
  [new RegExp(`(?<![\\p{L}\\d])(\\d) ${part}s(?! of an hour)(?!\\p{L})`, 'giu'), `$1/${n}`],
]); // prettier-ignore

/** `Mon-Fri 9-5` are hours, before noon and after it. */
const OFFICE_HOURS: Spelling = [
  /(?<=day,? )(\d{1,2}) ?- ?(\d{1,2})(?=[.,;)\n]|$)/giu,
  ([said, from, until]) => {
    const [a, b] = [Number(from), Number(until)];
    return a >= 7 && a <= 12 && b <= 12 ? `${two(a)}:00 - ${two(a < b ? b : b + 12)}:00` : said;
  },
];

const later = (hours: string, rest: string | undefined): number => {
  // `by one o'clock` is after noon: what happens so early at night says so.
  if (!rest && Number(hours) < 5) return Number(hours) + 12;
  const isEarly = /night/i.test(rest ?? '') && Number(hours) < 6;
  return rest && !isEarly && /afternoon|evening|p\.?m|night/i.test(rest) ? (Number(hours) % 12) + 12 : Number(hours);
};
const ENGLISH_PART = '( (?:in the (?:morning|afternoon|evening)|at night|[ap]\\.?m\\.?)(?!\\p{L}))?';
/** `from ten until two in the morning` begins in the evening, `from nine to twelve in the morning` does not. */
function range(
  [from, am]: [number, string],
  [until, bm]: [number, string],
  { joint, part }: { joint: string; part: string },
): string {
  const end = /morning/i.test(part) ? until : (until % 12) + 12;
  const start = /morning/i.test(part) ? (from > until ? from + 12 : from) : from < until ? (from % 12) + 12 : from;
  return `${two(start)}:${am} ${joint} ${two(end)}:${bm}`;
}
/** English spellings of numbers, times, weekdays and days. */
export const ENGLISH: Spelling[] = [
  [/(?<!\p{L})one(?= o'clock)/giu, '1'],
  [/(?<!\p{L})(?:a )?fortnight(?!\p{L})/giu, '14 days'],
  [/(?<!\p{L})per ?cent(?!\p{L})/giu, '%'],
  [/(?<![\d.,])(\d[\d,]{0,12}) ?(?:euros?|€)(?: and)? (\d{1,2}) ?(?:cents?)(?!\p{L})/giu, ([, whole, cents]) => `${whole},${cents.padStart(2, '0')} €`],
  ...FRACTIONS,
  ...ordinals(ORDINALS, (n) => `${n}th`),
  ...WEEKDAYS,
  [/(?<!\p{L})(?:a )?half (?:a )?dozen(?!\p{L})/giu, '6'],
  [/(?<!\p{L})(?:a )?quarter of an hour(?!\p{L})/giu, '15 minutes'],
  [/(?<!\p{L})a dozen(?!\p{L})/giu, '12'],
  [/(?<!\p{L})twice(?!\p{L})/giu, '2 times'],
  [/(?<!\p{L})once(?= (?:a|per|every|each) (?:day|week|month|year|term)(?!\p{L}))/giu, '1 times'],
  [/(?<=(?<![\p{L}\d.,])\d{1,2}) ?x(?= ?(?:\/|a |per |every |each ))/giu, ' times'],
  [/(?<=times) ?\/ ?(?=\p{L})/giu, ' per '],
  [/(?<=\d ?)p\.? ?a\.?(?!\p{L})/giu, ' per year'],
  [/(?<!\p{L})(?:a )?half(?: an)? hour(?!\p{L})/giu, '30 minutes'],
  [/(?<!\p{L})(?:an|1) hour and a half(?!\p{L})/giu, '90 minutes'],
  [/(?<![\d.,])(\d{1,2})[.,]5 hours?(?!\p{L})/giu, ([, hours]) => `${Number(hours) * 60 + 30} minutes`],
  [/(?<!\p{L})one (?=pound|euro)/giu, '1 '],
  [/(?<=\d{4})-(?=\d{1,2}\/)/g, ' - '],
  OFFICE_HOURS,
  [/(?<!\p{L})a hundred(?!\p{L})/giu, '100'],
  [/(?<!\p{L})(?:a|1) thousand(?!\p{L})/giu, '1000'],
  [/(?<!\p{L})GBP ?(?=\d)/gu, '£'],
  [/(?<![\d.,£])(\d[\d,]{0,12}(?:\.\d\d)?) ?GBP(?!\p{L})/gu, '£$1'],
  [/(?<=[£€]) ?(\d{1,4}(?:\.\d{1,3})?) ?(million|m|thousand|k)(?!\p{L}|\d)/giu, ([, n, of]) => String(Math.round(Number(n) * (/^m/i.test(of) ? 1e6 : 1000)))],
  [/(?<=\d) ?mths?(?!\p{L})\.?/giu, ' months'],
  [/(?<=\d) ?wks?(?!\p{L})\.?/giu, ' weeks'],
  [/(?<=\d) ?yrs?(?!\p{L})\.?/giu, ' years'],
  [/(?<=\d) ?mins(?!\p{L})\.?/giu, ' minutes'],
  [/(?<=\d) ?hrs(?!\p{L})\.?/giu, ' hours'],
  [/(?<!\p{L})quarterly(?!\p{L})/giu, 'every 3 months'],
  [/\+353 ?(?:\(0\) ?)?(?=[1-9])/gu, '0'],
  [/(?<![\d.,£])(\d[\d,]{0,12}) pounds?(?: (?:and )?(\d{1,2})(?: ?(?:pence|p)|(?! ?(?:\p{L}*(?:day|week|month|year|hour|minute)|%|[.:/]\d))))?(?!\p{L})/giu, ([, whole, pence]) => `£${whole}${pence ? `.${two(Number(pence))}` : ''}`],
  [/(?<![\d.,£])(\d{1,2}) ?(?:p|pence)(?!\p{L}|\.? ?m(?!\p{L}))/giu, ([, pence]) => `£0.${two(Number(pence))}`],
  [/(?:(?<!\p{L})24 hours(?: a day)?(?!\p{L})|(?<!\p{L})day (?:or|and) night|(?<!\d)24\/7|round the clock|around the clock)(?:,? (?:and )?7 days (?:a|per) week)?/giu, 'at any time'],
  [/(?<=(?:at|from|until|by|to|between|till|after|before) )(\d{1,2})\.([0-5]\d)(?![\d%]|[.,]\d)/giu, '$1:$2'],
  [/(?<=(?<!\d)\d{1,2}:[0-5]\d ?(?:-|to|until) ?)(\d{1,2})(?![\d:.]|\p{L}| ?[ap]\.?m)/giu, '$1:00'],
  [/(?<=(?:from|between) )(\d{1,2})(?:[.:]([0-5]\d))? (until|to|and|till) (\d{1,2})(?:[.:]([0-5]\d))? in the (morning|afternoon|evening)/giu, ([, a, am, joint, b, bm, part]) => range([Number(a), am ?? '00'], [Number(b), bm ?? '00'], { joint, part })],
  [/(?<![\d:.])(?<!past |quarter to )(\d{1,2}) at night/giu, ([, h]) => `${two(Number(h) < 6 ? Number(h) : (Number(h) % 12) + 12)}:00`],
  [new RegExp(`(?<![\\d:.])(\\d{1,2}) past (\\d{1,2})${ENGLISH_PART}`, 'giu'), ([, m, h, part]) => `${two(later(h, part))}:${two(Number(m))}`],
  [/(?<!\p{L})(?:12 )?noon(?!\p{L})/giu, '12:00'],
  [/(?<!\p{L})(?:12 )?midday(?!\p{L})/giu, '12:00'],
  [/(?<!\p{L})(?:12 )?midnight(?!\p{L})/giu, '00:00'],
  [new RegExp(`half past (\\d{1,2})${ENGLISH_PART}`, 'giu'), ([, h, part]) => `${two(later(h, part))}:30`],
  [new RegExp(`(?:a )?quarter past (\\d{1,2})${ENGLISH_PART}`, 'giu'), ([, h, part]) => `${two(later(h, part))}:15`],
  [new RegExp(`(?:a )?quarter to (\\d{1,2})${ENGLISH_PART}`, 'giu'), ([, h, part]) => `${two(Number(later(Number(h) === 1 ? '13' : h, part)) - 1)}:45`],
  [new RegExp(`(?<![\\d:.])(\\d{1,2}) ?(?:o'clock)${ENGLISH_PART}`, 'giu'), ([, h, part]) => `${two(later(h, part))}:00`],
  [/(?<![\d:.])(\d{1,2})(?:[:.]([0-5]\d))? in the (morning|afternoon|evening)/giu, ([, h, m, part]) => `${two(later(h, part))}:${m ?? '00'}`],
  [/(?<![\d:.])(\d{1,2}(?:[:.][0-5]\d)?)(?= ?(?:-|to|and) ?\d{1,2}(?:[:.][0-5]\d)? ?(pm|p\.m\.|am|a\.m\.)(?!\p{L}))/giu, '$1 $2'],
  [new RegExp(`(?<![\\d/:.])(\\d{1,2})(?:st|nd|rd|th)?(?= ?(?:-|to|and|or|until|,) ?(?:the )?(?:\\p{L}{3,6}day )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTH})(?!\\p{L}))`, 'giu'), '$1 $3'],
  [new RegExp(`(?<!\\p{L})((?:${MONTH}) \\d{1,2}) ?(-|to|and|or) ?(?=\\d{1,2}(?![\\d:]))`, 'giu'), ([, first, joint]) => `${first} ${joint} ${first.split(' ')[0]} `],
]; // prettier-ignore
