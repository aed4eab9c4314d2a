import type { Spelling } from './spellings.js';

const NUMBER = '(?<![\\p{L}\\d.,£€$])(\\d{1,3}(?:[ ,.]\\d{3})+|\\d{1,9}(?:[.,]\\d{1,2})?)';
const END = "(?!\\p{L}|')";
/** Groups of three digits are thousands; one or two after a point or a comma are decimals. */
const valueOf = (digits: string): number =>
  /[ ,.]\d{3}/.test(digits) ? Number(digits.replace(/\D/g, '')) : Number(digits.replace(',', '.'));

/** So many of one unit are `times` as many of another one. */
const inOther = (unit: string, { times, as }: { times: number; as: string }): Spelling => [
  new RegExp(`${NUMBER} ?(?:${unit})${END}`, 'giu'),
  ([, digits]) => `${Math.round(valueOf(digits) * times)} ${as}`,
];

/** Small units that make whole ones of the larger. */
const inWhole = (unit: string, { of, as }: { of: number; as: string }): Spelling => [
  new RegExp(`${NUMBER} ?(?:${unit})${END}`, 'giu'),
  ([said, digits]) => (valueOf(digits) % of === 0 ? `${valueOf(digits) / of} ${as}` : said),
];
const DECIMAL = '(?<![\\p{L}\\d.,£€$])(\\d{1,4})[.,](\\d{1,2})';
/** Decimals of a unit, in so many hundreds of a smaller one. */
const inSmaller = (unit: string, { times, as }: { times: number; as: string }): Spelling => [
  new RegExp(`${DECIMAL} ?(?:${unit})${END}`, 'giu'),
  ([, whole, rest]) => `${Math.round(Number(`${whole}.${rest}`) * times)} ${as}`,
];

/** Weights, lengths, areas and volumes that may be said in two units: 3.5 tonnes are 3,500 kg. */
export const SIZES: Spelling[] = [
  [
    /(?<=\d ?)(?:kilom(?:etre|ètre|eter)s?|km) (?:per hour|an hour|(?:à|par) l'heure|par heure)(?!\p{L})|(?<=\d ?)(?:kph|kmph)(?!\p{L})/giu,
    'km/h',
  ],
  inOther('tonnes?|t', { times: 1000, as: 'kg' }),
  inOther('kilom(?:etre|ètre|eter)s?|km(?!/)', { times: 1000, as: 'm' }),
  inOther('cubic met(?:re|er)s?|m[eè]tres? cubes?', { times: 1000, as: 'litres' }),
  [/(?<!\p{L})(?:un )?demi-hectare(?!\p{L})|(?<!\p{L})half a hectare(?!\p{L})/giu, '5000 mètres carrés'],
  inOther('hectares?|ha', { times: 10_000, as: 'mètres carrés' }),
  [
    /(?<![\p{L}\d.,])(\d|une?|one|a) ?(?:m|m[eè]tres?|meters?) ?(\d\d)(?!\d|[.,:/]\d| ?[€%])/giu,
    ([, metres, rest]) => `${(Number(metres) || 1) * 100 + Number(rest)} cm`,
  ],
  inSmaller('m|m[eè]tres?|meters?', { times: 100, as: 'cm' }),
  inSmaller('kg|kilos?|kilogram(?:me)?s?', { times: 1000, as: 'g' }),
  inWhole('cm|centim[eè]tres?', { of: 100, as: 'm' }),
  inWhole('g|gram(?:me)?s?', { of: 1000, as: 'kg' }),
];
