/** What a measure counts: something in a unit of its own, of which `times` is one of the words. */
interface Unit {
  words: string;
  /** The unit in which all of a kind are compared. */
  base: string;
  times: number;
}

/** Units of time, each with its letters in ISO 8601, and a few more: working days and clear ones. */
const TIME: { words: string; iso: string }[] = [
  { words: 'secs?|seconds|secondes', iso: 'TS' },
  { words: 'min|mins|mn|minutes?', iso: 'TM' },
  { words: 'hrs?|hours?', iso: 'TH' },
  { words: '(?:working|business|wkg|w\\.) ?days?|jours? ouvr(?:é|e|able)s?', iso: 'BD' },
  { words: 'clear days?|jours? francs?', iso: 'CD' },
  { words: '(?:calendar |cal\\.? |consecutive )?days?|jours?(?: calendaires?)?', iso: 'D' },
  { words: 'wks?|weeks?|semaines?', iso: 'W' },
  { words: 'fortnights?', iso: '2W' },
  { words: '(?:calendar |cal\\.? )?(?:months?|mths?)|mois', iso: 'M' },
  { words: 'trimestres?', iso: '3M' },
  { words: 'semestres?', iso: '6M' },
  { words: 'yrs?|years?|ans?|années?', iso: 'Y' },
  { words: 'decades?|décennies?', iso: '10Y' },
  { words: 'centur(?:y|ies)|siècles?', iso: '100Y' },
]; // prettier-ignore

const SIZE: Unit[] = [
  { words: 'mm|millim(?:et(?:er|re)|ètre)s?', base: 'm', times: 0.001 },
  { words: 'cm|centim(?:et(?:er|re)|ètre)s?', base: 'm', times: 0.01 },
  { words: 'km\\/h|kph|kmph|(?:km|kilom(?:et(?:er|re)|ètre)s?) (?:per hour|an hour|(?:à|par) l\'heure|par heure)', base: 'km/h', times: 1 },
  { words: 'mph|miles (?:per|an) hour', base: 'mph', times: 1 },
  { words: 'km|kilom(?:et(?:er|re)|ètre)s?', base: 'm', times: 1_000 },
  { words: 'sq\\.? ?m(?:et(?:er|re)s?)?|square (?:met(?:er|re)s?|m)|m(?:ètres?)? carrés?', base: 'm²', times: 1 },
  { words: 'hectares?|ha', base: 'm²', times: 10_000 },
  { words: 'cubic (?:met(?:er|re)s?|m)|m(?:ètres?)? cubes?', base: 'l', times: 1_000 },
  { words: 'm|met(?:er|re)s?|mètres?', base: 'm', times: 1 },
  { words: 'mi(?!-)|miles?', base: 'mile', times: 1 },
  { words: 'ft|foot|feet', base: 'foot', times: 1 },
  { words: 'inch|inches', base: 'inch', times: 1 },
  { words: 'yds?|yards?', base: 'yard', times: 1 },
  { words: 'ml|millilit(?:er|re)s?', base: 'l', times: 0.001 },
  { words: 'cl|centilit(?:er|re)s?', base: 'l', times: 0.01 },
  { words: 'l|lit(?:er|re)s?', base: 'l', times: 1 },
  { words: 'g|gr|gram(?:me)?s?', base: 'g', times: 1 },
  { words: 'kgs?|kilos?|kilogram(?:me)?s?', base: 'g', times: 1_000 },
  { words: 't|tonnes?', base: 'g', times: 1_000_000 },
  { words: '°|° ?c|degrees?(?: celsius| centigrade)?|degrés?(?: celsius)?', base: '°', times: 1 },
  { words: 'kn|kts?|knots?', base: 'knot', times: 1 },
  { words: 'acres?', base: 'acre', times: 1 },
  { words: 'db|decibels?|décibels?', base: 'dB', times: 1 },
  { words: 'kwh|kilowatt[- ]?hours?|kilowattheures?', base: 'kWh', times: 1 },
  { words: 'kw|kilowatts?', base: 'kW', times: 1 },
  { words: 'mb|mo|megabytes?|mégaoctets?', base: 'MB', times: 1 },
  { words: 'gb|go|gigabytes?|gigaoctets?', base: 'MB', times: 1_000 },
  { words: 'kb|ko|kilobytes?|kilooctets?', base: 'MB', times: 0.001 },
]; // prettier-ignore

const wordsOf = (units: readonly { words: string }[]): string => units.map(({ words }) => words).join('|');
/** The words of the units of time and of size, for a pattern. */
const TIME_UNITS = wordsOf(TIME);
export const SIZE_UNITS = wordsOf(SIZE);
/** The words of all units, for a pattern. */
export const UNITS = `${TIME_UNITS}|${SIZE_UNITS}`;

/** A measure where it is said: a length of time, as `P15D`, or a size in the base of its unit, as `0.5 m`. */
export interface Measure {
  kind: 'duration' | 'number';
  value: string;
  /** What one unit of size is in its base: `0.01 m`. */
  unit?: string;
  start: number;
  end: number;
}

const NUMBER = '\\d{1,3}(?:[ ,.]\\d{3}){1,3}(?!\\d)|\\d{1,9}(?:[.,]\\d{1,2})?(?!\\d)';
const MEASURE = new RegExp(`(?<![\\p{L}\\d.,£€$]|[£€$] |\\d[/: -]|\\p{L}\\/)(${NUMBER})\\+?(?: ?\\(\\d{1,3}\\))?(?:[ -]?)(?:(${TIME_UNITS})|(${SIZE_UNITS}))(?![\\p{L}\\d²]|'(?!s(?!\\p{L}))\\p{L})`, 'giu'); // prettier-ignore

const patternsOf = <Of extends { words: string }>(units: readonly Of[]): [RegExp, Of][] =>
  units.map((unit) => [new RegExp(`^(?:${unit.words})$`, 'iu'), unit]);
const PATTERNS = { time: patternsOf(TIME), size: patternsOf(SIZE) };
const unitOf = <Of>(patterns: readonly (readonly [RegExp, Of])[], word: string): Of | undefined =>
  patterns.find(([pattern]) => pattern.test(word))?.[1];

/** Groups of three digits are thousands; one or two after a point or a comma are decimals. */
const numberIn = (digits: string): number =>
  /[ ,.]\d{3}(?!\d)/.test(digits) ? Number(digits.replace(/\D/g, '')) : Number(digits.replace(',', '.'));

/** Rounds what decimals leave: 0.1 × 3 is 0.3. */
const round = (n: number): number => Math.round(n * 1e6) / 1e6;

/** A capital is an initial, as in `9 M. Dupont`, but where litres are written so; and `four go free`. */
const isNoUnit = (word: string): boolean => /^(?:[A-KM-Z]|[gkm]o)$/.test(word);

/** So much of a unit of time. */
function lasting(n: number, { iso }: (typeof TIME)[number]): string {
  const [, time, times, unit] = /^(T?)(\d*)(\w+)$/.exec(iso)!;
  return `P${time}${round(n * Number(times || 1))}${unit}`;
}

/** Returns what is measured in a text: lengths of time, and sizes. Pure. */
export function measuresIn(text: string): Measure[] {
  return [...text.matchAll(MEASURE)].flatMap(({ 0: said, 1: digits, 2: time, 3: size, index }): Measure[] => {
    const [n, place] = [numberIn(digits!), { start: index, end: index + said.length }];
    if (isNoUnit((time ?? size)!)) return [];
    if (time) return [{ kind: 'duration', value: lasting(n, unitOf(PATTERNS.time, time)!), ...place }];
    const { times, base } = unitOf(PATTERNS.size, size!)!;
    return [{ kind: 'number', value: `${round(n * times)} ${base}`, unit: `${times} ${base}`, ...place }];
  });
}
