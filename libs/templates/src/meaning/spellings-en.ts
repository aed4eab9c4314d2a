import { ordinals, share, two, type Spelling } from './spellings.js';
import { ENGLISH_CLOCK } from './values/english-clock.js';
import { ENGLISH_DAYS } from './values/english-days.js';
import { UNITS } from './values/measures.js';

const suffix = (n: number): string => (n > 10 && n < 20 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'));
const nth = (n: number): string => `${n}${suffix(n)}`;

const FIRST = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(' '); // prettier-ignore
/** Ordinals that are read before other numbers: `twenty-third` is no twenty. */
export const englishCompounds = (): Spelling[] => ordinals(
  [
    ...['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].flatMap((tens, t) => [
      ...FIRST.slice(0, 9).map((word, n) => [`${tens}[- ]${word}`, (t + 2) * 10 + n + 1] as const),
      ...(t > 0 ? [[tens.replace(/y$/, 'ieth'), (t + 2) * 10] as const] : []),
    ]),
    ['(?:one )?hundredth', 100],
  ],
  nth,
); // prettier-ignore

const WEEKDAYS: Spelling[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (day) => [new RegExp(`(?<!\\p{L})${day.slice(0, 3)}(?:s|nes|r|rs|ur)?\\.?(?=[ ,;:)/-]|$)(?!\\.?\\p{L})`, 'gu'), day],
);

const PARTS: [string, number][] = [['third', 3], ['quarter', 4], ['fifth', 5], ['sixth', 6], ['seventh', 7], ['eighth', 8], ['ninth', 9], ['tenth', 10]]; // prettier-ignore
const NUMBER = '\\d{1,6}';
/** `one third` and `two thirds`, but not `a third party` nor `a quarter of an hour`; and `one reply in every four`. */
const FRACTIONS: Spelling[] = [
  [/(?<!\p{L})half (?:of )?(?=(?:that|this)(?!\p{L}| \p{L}+(?:day|week|month|year|hour|time)))/giu, '50% of '],
  ...PARTS.filter(([, n]) => n !== 4).map(([part, n]): Spelling => [new RegExp(`(?<!\\p{L})every ${part}(?= \\p{L})(?! (?:\\p{L}+day|${UNITS})s?(?!\\p{L}))`, 'giu'), share(1, n)]),
  ...PARTS.flatMap(([part, n]): Spelling[] => [
    [new RegExp(`(?<![\\p{L}\\d])(?:a|an|one|1) ${part}(?= (?:off|less|more|cheaper|discount|reduction|on (?:every|each|all|the|your))(?!\\p{L})| of (?!an? (?:${UNITS})(?!\\p{L})))`, 'giu'), share(1, n)],
    [new RegExp(`(?<=(?<!\\p{L})(?:by|to|of|than|least|most|only|about) )(?:a|an|one|1) ${part}(?=[.,;:!?)]|$| (?:if|when|where|for|after|before|from|in|on|is|are|may|must|can|will|has|have|and|or|but|towards|now|itself|themselves|yourself|yourselves|ourselves)(?!\\p{L}))`, 'giu'), share(1, n)],
    [new RegExp(`(?<![\\p{L}\\d])(?:${n === 4 ? '' : 'last|'}remaining|other|final) (?:1 )?${part}(?![\\p{L}-]| (?:of an?|party|parties|person)(?!\\p{L}))`, 'giu'), share(1, n)],
    [new RegExp(`(?<![\\p{L}\\d])(\\d)[ -]${part}s(?! of an? (?:${UNITS})(?!\\p{L}))(?!\\p{L})`, 'giu'), ([, parts]) => share(Number(parts), n)],
  ]),
  [new RegExp(`(?<![\\p{L}\\d.,£€$])(?:(?:one|1)(?: \\p{L}+)? in|(?:one|(\\d{1,2}))(?: \\p{L}+)? out of)(?: every)? (\\d{1,3})(?![\\p{L}\\d%£€/:-]|[.,]\\d| ?(?:%|(?:${UNITS})(?!\\p{L})))`, 'giu'), ([, n, of]) => share(Number(n ?? 1), Number(of))],
]; // prettier-ignore

/** Parts of hours are said in minutes. */
const part = (n: number, unit: string): string =>
  /^h/i.test(unit) && !/ect/i.test(unit) ? `${n * 60} minutes` : `${n} ${unit}`;
/** What is done before is no number: `first read it`. */
const BEFOREHAND: Spelling = [/(?<=(?:^|[.:;!?(]) ?)first(?=,| (?!of|day|week|fortnight|month|year|half|quarter|floor|name|child|aid|come|offence|visit|time|payment|application|\d)\p{Ll})/gimu, 'beforehand']; // prettier-ignore
/** `10 extra days`. */
const MORE: Spelling = [new RegExp(`(?<=(?<![\\p{L}\\d.,])\\d{1,3}) (?:clear (?=work|business)|extra|more|further|additional|full|whole|consecutive|successive) (?=(?:${UNITS})(?!\\p{L}))`, 'giu'), ' ']; // prettier-ignore

/** Halves and quarters of what is measured: `half a year`, `an hour and a half`, `three quarters of a mile`. */
const OF_UNITS: Spelling[] = [
  [new RegExp(`(?<![\\p{L}\\d])(?:an?|one|1|the|that|this)[ -](${UNITS}) and (a half|(?:a )?quarter)(?!\\p{L}| (?:to|past) )`, 'giu'), ([, unit, more]) => part(/half/i.test(more) ? 1.5 : 1.25, unit)],
  [new RegExp(`(?<![\\p{L}\\d.,])(${NUMBER}) (${UNITS}) and a half(?!\\p{L})`, 'giu'), ([, n, unit]) => part(Number(n) + 0.5, unit)],
  [new RegExp(`(?<![\\p{L}\\d]|(?:1st|2nd|first|second|past)[ -])(?:a )?half(?: an?)?[ -](?!ans?(?!\\p{L}))(${UNITS})(?!\\p{L})`, 'giu'), ([, unit]) => part(0.5, unit)],
  [new RegExp(`(?<![\\p{L}\\d])3[ -]quarters?(?: of an?|-)[ -]?(${UNITS})(?!\\p{L})`, 'giu'), ([, unit]) => part(0.75, unit)],
  [new RegExp(`(?<![\\p{L}\\d])(?:(?:a|one|1) )?quarter of an? (${UNITS})(?!\\p{L})`, 'giu'), ([, unit]) => part(0.25, unit)],
  [new RegExp(`(?<![\\p{L}\\d'-])one(?=[ -](?:${UNITS})(?!\\p{L}))`, 'giu'), '1'],
  [/(?<![\p{L}\d.,])(\d{1,2}) ?(?:hrs?|hours?) (\d\d)(?=[.,;)] |[.)]?$|[.)]\n)/giu, ([, hours, minutes]) => `${Number(hours) * 60 + Number(minutes)} minutes`],
  [/(?<![\p{L}\d])(?<!(?:half|quarter of|quarters of) )an? (?=(?:square|cubic)? ?(?:met(?:er|re)|kilomet(?:er|re)|mile|lit(?:er|re)|hectare|acre|tonne)(?!\p{L}))/giu, '1 '],
  [/(?<=within )the hour(?!\p{L})/giu, '60 minutes'],
  [new RegExp(`(?<![\\p{L}\\d.,])(${NUMBER}) or (more|fewer|less) (${UNITS})(?!\\p{L})`, 'giu'), '$1 $3 or $2'],
]; // prettier-ignore

/** How often something happens. */
const OFTEN: Spelling[] = [
  [/(?<!\p{L})(?:fortnightly|every (?:other|2nd) week|(?:on |in )?alternate weeks)(?!\p{L})/giu, 'every 14 days'],
  [/(?<!\p{L})(?:every (?:other|2nd)|(?:on )?alternate) (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?! of))/gu, 'every 14 days on '],
  [/(?<!\p{L})in (du|tri)plicate(?!\p{L})/giu, ([, which]) => `in ${/^d/i.test(which) ? 2 : 3} copies`],
  [/(?<=(?<!\p{L})(?:ends?|expires?|finishes) )with the month of/giu, 'at the end of'],
  [/(?<!\p{L})quarterly(?!\p{L})/giu, 'every 3 months'],
  [/(?<!\p{L})(?:half-yearly|biannually)(?!\p{L})/giu, 'every 6 months'],
  [/(?<!\p{L})(?:a|one) (decade|century)(?!\p{L})/giu, ([, name]) => (/^d/i.test(name) ? '10 years' : '100 years')],
  [/(?<![\d.,])(\d{1,2})-(week|month)ly(?!\p{L})/giu, 'every $1 $2s'],
  [/(?<!\p{L})(?:a )?fortnight(?!\p{L})/giu, '14 days'],
  [/(?<!\p{L})twice(?!\p{L})/giu, '2 times'],
  [/(?<!\p{L})once(?= (?:a|per|every|each) (?:day|week|month|year|term)(?!\p{L}))/giu, '1 times'],
  [/(?<=(?<![\p{L}\d.,])\d{1,2}) ?[x×](?= ?(?:\/|a |per |every |each |daily|weekly|monthly|yearly|\d))/giu, ' times'],
  [/(?<=(?<![\p{L}\d.,])\d{1,2})[x×](?= \p{L}|[.,;:!?)]|$)/giu, ' times'],
  [/(?<=times) ?\/ ?(?=\p{L})|(?<=\p{L})\/(?=(?:days?|wks?|weeks?|mths?|months?|yrs?|years?)(?!\p{L}))/giu, ' per '],
  [/(?<=\d ?)p(?:\. ?a\.?|a\.?)(?!\p{L})|(?<!\p{L})p\.a\.(?!\p{L})/giu, ' per year'],
  [/(?<!\d)24(?:[- ]hours?|[- ]?hrs?|[- ]?h)(?= (?:help|hot|phone |emergency |support |information )?(?:line|service|access|cover|care|hotline|number)(?!\p{L}))/giu, 'at any time'],
  [/(?:(?<!\p{L})24 ?(?:hours|hrs|h) a day(?!\p{L})|(?<=open )24 (?:hours|hrs)(?!\p{L})|(?<!\p{L})day (?:or|and) night|(?<!\d)24\/7|at (?:all hours|any hour)|round the clock|around the clock)(?:,? (?:and )?7 days (?:a|per) week)?/giu, 'at any time'],
  [/(?<![\p{L}\d.,-])7 days (?:a|per|each|every) (?:week|wk)(?!\p{L})|(?<!\p{L})(?:on )?every day of the week(?!\p{L})/giu, 'daily'],
]; // prettier-ignore

/** Sums of money. */
const MONEY: Spelling[] = [
  [/(?<!\p{L})one (?=pound|euro|dollar)|(?<![\p{L}\d])(?<!(?:half|quarter of|by) )an? (?=(?:pound|euro|dollar)(?!\p{L}| (?:of|coin|shop|sign|store)))/giu, '1 '],
  [/(?<![\d.,])(\d[\d,]{0,12}) ?(?:euros?|€)(?: and)? (\d{1,2}) ?(?:cents?|c)(?!\p{L})/giu, ([, whole, cents]) => `${whole},${cents.padStart(2, '0')} €`],
  [/(?<![\d.,])(\d[\d,]{0,12}) euros? (?:and )?(\d\d)(?![\p{L}\d:/]|[.,:/]\d| ?(?:%|(?:\p{L}*(?:day|week|month|year|hour|minute))))/giu, '$1,$2 €'],
  [/(?<!\p{L})GBP ?(?=\d)/gu, '£'],
  [/£(\d[\d,]{0,9}) and (\d{1,2}) ?(?:p|pence)(?!\p{L})/giu, ([, pounds, pence]) => `£${pounds}.${pence.padStart(2, '0')}`],
  // £10-15
  [new RegExp(`([£€$]) ?(\\d[\\d,]{0,9}(?:\\.\\d\\d)?)-(?=\\d[\\d,]{0,9}(?:\\.\\d\\d)?(?![\\d,.]|\\.\\d| ?(?:%|${UNITS})(?!\\p{L})|\\p{L})|\\d[\\d,]{0,9}[.,](?: |$))`, 'giu'), '$1$2 - $1'],
  [/(?<![\d.,£])(\d[\d,]{0,12}(?:\.\d\d)?) ?GBP(?!\p{L})/gu, '£$1'],
  ...([['pound', '£', 'p|pence'], ['dollar', '$', 'c|cents']] as const).map(([name, sign, coins]): Spelling => [
    new RegExp(`(?<![\\d.,£])(\\d[\\d,]{0,12}(?:\\.\\d\\d?)?) ${name}s?(?: (?:and )?(\\d{1,2})(?: ?(?:${coins})|(?! ?(?:\\p{L}*(?:day|week|month|year|hour|minute)|%|[.:/]\\d))))?(?!\\p{L})`, 'giu'),
    ([, whole, cents]) => `${sign}${whole}${cents ? `.${two(Number(cents))}` : ''}`,
  ]),
  [/(?<![\d.,£€$])(\d{1,3})(?:c| ?cents?)(?![\p{L}\d])(?:(?=[^£€]{0,300}(?:\$|dollars?))|(?<=(?:\$|dollars?)[^£€]{0,300}))/gu, ([, cents]) => `$${(Number(cents) / 100).toFixed(2)}`],
  [/(?<![\d.,£€$])(\d{1,3})(?:c| ?cents?)(?![\p{L}\d])/gu, ([, cents]) => `€${(Number(cents) / 100).toFixed(2)}`],
  [/(?<![\d.,£€$])(\d{1,3}) ?(?:p|pence)(?!\p{L}|\.? ?m(?!\p{L})|\. ?[adhpw]\.)/giu, ([, pence]) => `£${(Number(pence) / 100).toFixed(2)}`],
]; // prettier-ignore

/** `Mon-Fri 9-5` are hours, before noon and after it; so are numbers of which the second is smaller. */
const OFFICE_HOURS: Spelling = [
  /(?<![\d:.£€$/-])(?<=(day,? )?)(\d{1,2}) ?- ?(\d{1,2})(?=[.,;)\n](?!\d)|$)/giu,
  ([said, isOnDay, from, until]) => {
    const [a, b] = [Number(from), Number(until)];
    if (a < 7 || a > 22 || b > 24 || (!isOnDay && (a < b || b > 8 || a > 12))) return said;
    return `${two(a)}:00 - ${two(a < b ? b : b + 12)}:00`;
  },
];

/** English spellings of sums, shares, weekdays, days and times. Numbers in words are digits before. */
export const english = (): Spelling[] => [
  // An extension of a telephone number: x44, ext. 44.
  [/(?<=\d{3}(?:\d|[ -]\d{3,4}|\d\d),? ?)\(?(?:x|ext\.?)(?= ?\d{1,5}(?![\d.,:/]\d|\d))/giu, ' extension '],
  [/(?<!\p{L})per ?cent(?!\p{L})/giu, '%'],
  // P2-P7, P1s
  [/(?<![\p{L}\d-])([A-Z]{1,2}\d{1,2})-(?=[A-Z]{1,2}\d{1,2}(?![\p{L}\d-]))/gu, '$1 - '],
  [/(?<=(?<![\p{L}\d])[PSYU]\d{1,2})s(?!\p{L})/gu, ''],
  [/(?<!\p{L})pp?\. ?(?=\d{1,3}(?!\d|[.,:/]\d))/gu, 'page '],
  [/(?<!\p{L})one(?= ?%)/giu, '1'],
  ...FRACTIONS,
  [/(?<!\p{L})first[- ]come,?[ -]first[- ]served(?!\p{L})/giu, 'in order of arrival'],
  BEFOREHAND,
  [/(?<!\p{L})(pre|post)-(?=(?:19|20)\d\d(?!\d))/giu, ([, which]) => (/^pr/i.test(which) ? 'before ' : 'after ')],
  ...ordinals(FIRST.map((word, n) => [word, n + 1]), nth),
  MORE,
  ...OF_UNITS,
  ...WEEKDAYS,
  ...OFTEN,
  ...MONEY,
  [/(?<=\d{4})-(?=\d{1,2}\/)/g, ' - '],
  ...ENGLISH_DAYS,
  OFFICE_HOURS,
  ...ENGLISH_CLOCK,
]; // prettier-ignore
