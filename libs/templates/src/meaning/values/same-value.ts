import type { Stated, StatedKind } from '../statements-in-context.js';

/** How many of a smaller unit make one of a larger. */
const OF_UNIT: Record<string, [times: number, base: string]> = { TH: [60, 'TM'], W: [7, 'D'], Y: [12, 'M'] };
const MINUTES_A_DAY = 1_440;

/** Lengths of time in one spelling: `PT24H` is `P1D`, a year twelve months. */
export function lasting(value: string): string {
  const [, time, said, unit] = /^P(T?)(\d+(?:\.\d+)?)([A-Z]+)$/.exec(value) ?? [];
  if (said === undefined) return value;
  const [times, base] = OF_UNIT[`${time}${unit}`] ?? [1, `${time}${unit}`];
  const n = Number(said) * times;
  if (base === 'TS' && n % 60 === 0) return `PT${n / 60}M`;
  if (base === 'TM') return n % MINUTES_A_DAY === 0 ? `P${n / MINUTES_A_DAY}D` : `PT${n}M`;
  return base === 'D' && !Number.isInteger(n) ? `PT${n * MINUTES_A_DAY}M` : `P${n}${base}`;
}

/** `3 h` may last or be a time of day: in numbers it is the same. */
const asTime = ({ kind, value }: Stated): string =>
  kind === 'time' && /^\d\d:\d\d$/.test(value)
    ? lasting(`PT${Number(value.slice(0, 2)) * 60 + Number(value.slice(3))}M`)
    : lasting(value);

/** A time that may be before noon or after it ends with a question mark. */
function sameTime(a: string, b: string): boolean {
  if (!a.endsWith('?') && !b.endsWith('?')) return a === b;
  return isHalfOpen(a, b) && (a.endsWith('?') === b.endsWith('?') || byDay(a) === byDay(b));
}

/** Are these one time but for the half of the day, which at least one of them leaves open? */
export function isHalfOpen(a: string, b: string): boolean {
  const minutes = (time: string) => (Number(time.slice(0, 2)) % 12) * 60 + Number(time.slice(3, 5));
  return (a.endsWith('?') || b.endsWith('?')) && /^\d/.test(a) && /^\d/.test(b) && minutes(a) === minutes(b);
}

/** A time of which the half of the day is not said, as an office would mean it. */
export function byDay(time: string): string {
  const [, hours, minutes] = /^(\d\d):(\d\d)\?$/.exec(time) ?? [];
  if (hours === undefined) return time;
  return `${Number(hours) < 6 ? Number(hours) + 12 : hours}:${minutes}`;
}

/** What is dialled before a number of these countries from abroad: their offices write in English and French. */
const COUNTRY = /^(?:1|27|3[23]|35[23]|4[149]|6[14])0?(?=\d{7})/;

/** The digits of a telephone number without what is dialled before them from abroad, or at home. */
export const nationalNumber = (phone: string): string => {
  const digits = phone.replace(/\D/g, '');
  const isWhole = /^\+|^00/.test(phone) || digits.length > 10;
  return (isWhole ? digits.replace(/^0+/, '').replace(COUNTRY, '') : digits).replace(/^0+/, '');
};

/** Returns the last day of a month of a year; of any year, the last that it may have. */
export const lastDayOf = (year: string | undefined, month: number): number =>
  new Date(Date.UTC(year ? Number(year) : 2_000, month, 0)).getUTCDate();

/** The year of a date, if it is said, and the rest: `03-28`, `03` for the month, and `03-B`, `03-M` and `03-E` for parts of it. */
export const partsOfDate = (date: string): [string | undefined, string] =>
  date.startsWith('-') ? [undefined, date.slice(2)] : [date.slice(0, 4), date.slice(5)];

/** The beginning of a month is its first day, and the end its last. */
function isEdge(part: string, day: string, year: string | undefined): boolean {
  const [month, which] = part.split('-');
  const [other, date] = day.split('-');
  if (month !== other) return false;
  if (which === 'B') return date === '01';
  const last = lastDayOf(year, Number(month));
  return which === 'E' && (date === String(last) || (month === '02' && year === undefined && date === '28'));
}

function sameDate(a: string, b: string): boolean {
  if (a.startsWith('$') || b.startsWith('$')) return false;
  const [yearA, restA] = partsOfDate(a);
  const [yearB, restB] = partsOfDate(b);
  if (yearA && yearB && yearA !== yearB) return false;
  return restA === restB || isEdge(restA, restB, yearA ?? yearB) || isEdge(restB, restA, yearA ?? yearB);
}

const isCourt = (value: string) => /^court(?! other)/.test(value);

/** Into how many parts a whole is divided where no part is a round share of a hundred. */
const UNEVEN = [3, 6, 7, 9, 11, 12];
const isUneven = (share: string): boolean =>
  UNEVEN.some((parts) => {
    const n = (Number(share) * parts) / 100;
    return Math.abs(n - Math.round(n)) < 0.001 && Math.round(n) > 0;
  });
const roundedAs = (share: string, other: string): string => Number(share).toFixed(other.split('.')[1]?.length ?? 0);

/** Fractions are rounded: a third is 33 %, two thirds 66.7 %. */
const samePercentage = (a: string, b: string): boolean =>
  (isUneven(a) && roundedAs(a, b) === b) || (isUneven(b) && roundedAs(b, a) === a);

const SAME: Partial<Record<StatedKind, (a: string, b: string) => boolean>> = {
  duration: (a, b) => lasting(a) === lasting(b),
  time: sameTime,
  phone: (a, b) => nationalNumber(a) === nationalNumber(b),
  date: sameDate,
  link: (a, b) => a.toLowerCase() === b.toLowerCase(),
  percentage: samePercentage,
  appeal: (a, b) => isCourt(a) && isCourt(b) && (a === 'court' || b === 'court'),
};

/** An amount a month is not the same a year; where one text does not say for how long, it is. */
const samePeriod = (a: Stated, b: Stated): boolean => a.period === null || b.period === null || a.period === b.period;

const COUNTS: Partial<Record<StatedKind, true>> = { number: true, percentage: true };
const areKinds = (a: Stated, b: Stated, [one, other]: readonly [StatedKind, StatedKind]): boolean =>
  (a.kind === one && b.kind === other) || (a.kind === other && b.kind === one);

/** Do two statements say the same value? A number to dial may be found as any number, and a length of time as a time. */
export function isSame(a: Stated, b: Stated): boolean {
  if (a.kind === b.kind) return (a.value === b.value || SAME[a.kind]?.(a.value, b.value) === true) && samePeriod(a, b);
  if (COUNTS[a.kind] && COUNTS[b.kind]) return a.value === b.value && a.variable !== null;
  if (areKinds(a, b, ['phone', 'number'])) return a.value.replace(/^\+?0*/, '') === b.value.replace(/^\+?0*/, '');
  return areKinds(a, b, ['time', 'duration']) && asTime(a) === asTime(b);
}
