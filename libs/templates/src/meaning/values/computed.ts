import type { Stated } from '../placed-statements.js';
import { isSame, lasting } from './same-value.js';

/** What both texts say, and one of them says besides. */
interface Known {
  /** All that the text says in which a value stands. */
  own: readonly Stated[];
  /** All that the other text says. */
  other: readonly Stated[];
}

const HALF_DAY = 720;
const minutesOf = ({ value }: Stated): number => Number(value.slice(0, 2)) * 60 + Number(value.slice(3, 5));
const lengthOf = ({ value }: Stated): number => Number(/^PT(\d+)M$/.exec(lasting(value))?.[1]);
const isTime = ({ kind, value }: Stated): boolean => kind === 'time' && /^\d/.test(value);

/** `an hour and a half from eleven` is `11:00-12:30`: a time is so much before or after another one of its text. */
const isEnd = (fact: Stated, { own, other }: Known): boolean =>
  isTime(fact) &&
  own.some(
    (from) =>
      isTime(from) &&
      other.some((long) => long.kind === 'duration' && [1, -1].some((way) => (minutesOf(fact) - minutesOf(from) - way * lengthOf(long)) % HALF_DAY === 0)),
  ); // prettier-ignore

const DAY_MS = 86_400_000;
/** The day of a date, in milliseconds, in one year: some say none. */
const dayOf = ({ value }: Stated): number => Date.parse(`2001-${value.slice(-5)}`);

/** So many days from one day of the other text to another; the first may be counted or not. */
function isBetweenDays(fact: Stated, { other }: Known): boolean {
  const days = Number(/^P(\d+)(?:D|BD|CD)$/.exec(lasting(fact.value))?.[1]);
  if (fact.kind !== 'duration' || fact.variable !== null || !days) return false;
  const dates = other.filter(({ kind, value, variable }) => kind === 'date' && variable === null && /-\d\d-\d\d$/.test(value)).map(dayOf);
  return dates.some((from) => dates.some((to) => [days, days - 1].includes((to - from) / DAY_MS) && to > from));
} // prettier-ignore

/** A day so many days or weeks after one that both texts say, or before it: `the last is three weeks later`. */
function isDaysLater(fact: Stated, { own, other }: Known): boolean {
  const isDay = ({ kind, value, variable }: Stated) => kind === 'date' && variable === null && /-\d\d-\d\d$/.test(value);
  const lengths = other.filter(({ kind, variable }) => kind === 'duration' && variable === null).map(({ value }) => Number(/^P(\d+)D$/.exec(lasting(value))?.[1]));
  const shared = own.filter((one) => isDay(one) && other.some((same) => isSame(one, same)));
  return isDay(fact) && shared.some((one) => lengths.includes(Math.abs(dayOf(fact) - dayOf(one)) / DAY_MS));
} // prettier-ignore

/** The length of time between two times of the other text. */
const isBetween = (fact: Stated, { other }: Known): boolean => {
  const times = fact.kind === 'duration' ? other.filter(isTime).map(minutesOf) : [];
  return times.some((from) => times.some((to) => to !== from && (to - from - lengthOf(fact)) % HALF_DAY === 0));
};

const moneyOf = ({ value }: Stated): [currency: string, sum: number] => [value.slice(0, 3), Number(value.slice(4))];

/** Sums of one currency: so many times an amount, a share of it, with it or less of it; or two amounts together. */
function isSum(fact: Stated, { own, other }: Known): boolean {
  if (fact.kind !== 'amount' || fact.variable !== null) return false;
  const [currency, sum] = moneyOf(fact);
  const amounts = (facts: readonly Stated[]) => facts.filter((one) => one.kind === 'amount' && one.value.startsWith(currency));
  const shared = amounts(own).filter((one) => amounts(other).some((same) => isSame(one, same))).map((one) => moneyOf(one)[1]);
  const factors = other.flatMap(({ kind, value }) => {
    const n = Number(value);
    if (kind === 'percentage') return [n / 100, 1 - n / 100, 1 + n / 100];
    return kind === 'number' && n > 1 && n < 100 ? [n] : [];
  });
  const is = (n: number) => Math.abs(n - sum) < 0.005;
  return shared.some((one, n) => factors.some((by) => is(one * by)) || shared.some((two, m) => n !== m && (is(one + two) || is(one - two))));
} // prettier-ignore

/** The share by which one amount of a text is less or more than another: `580 € (290 € for some)` and `half`. */
function isShare(fact: Stated, { own, other }: Known): boolean {
  if (fact.kind !== 'percentage' || fact.variable !== null) return false;
  const by = Number(fact.value) / 100;
  const amounts = other.filter(({ kind, variable }) => kind === 'amount' && variable === null);
  const shared = amounts.filter((one) => own.some((same) => isSame(one, same)));
  return shared.some((one) =>
    amounts.some((two) => [by, 1 - by, 1 + by].some((times) => one !== two && Math.abs(moneyOf(one)[1] * times - moneyOf(two)[1]) < 0.005)),
  );
} // prettier-ignore

/** What is left of a whole: `80%, and you 20%` where the other text says the remainder. */
const isRemainder = (fact: Stated, { own, other }: Known): boolean =>
  fact.kind === 'percentage' &&
  fact.variable === null &&
  own.some(
    (one) =>
      one.kind === 'percentage' &&
      other.some((same) => isSame(one, same)) &&
      Math.abs(Number(one.value) + Number(fact.value) - 100) < 0.02,
  );

/** `8 of 24` where the other text says a third, or the contrary. */
function isPart(fact: Stated, { own, other }: Known): boolean {
  if (fact.variable !== null || (fact.kind !== 'number' && fact.kind !== 'percentage')) return false;
  const numbers = (facts: readonly Stated[]) => facts.filter(({ kind, variable, value }) => kind === 'number' && variable === null && /^\d+$/.test(value)).map(({ value }) => Number(value));
  const shares = (facts: readonly Stated[]) => facts.filter(({ kind, variable }) => kind === 'percentage' && variable === null).map(({ value }) => Number(value));
  const is = (part: number, whole: number, share: number) => whole > part && Math.abs((100 * part) / whole - share) < 0.006;
  if (fact.kind === 'percentage') return numbers(other).some((part) => numbers(other).some((whole) => is(part, whole, Number(fact.value))));
  return numbers(own).some((one) => shares(other).some((share) => is(Number(fact.value), one, share) || is(one, Number(fact.value), share)));
} // prettier-ignore

const HOUR = /^(?:h|heur|hour)$/;
const timesAnHour = ({ kind, value, after }: Stated): number =>
  kind === 'number' && HOUR.test(after[0] ?? '') ? Number(value) : 0;
/** `3 an hour` and `every 20 minutes`. */
const isPace = (fact: Stated, { other }: Known): boolean =>
  other.some((one) => {
    const [times, minutes] = fact.kind === 'duration' ? [timesAnHour(one), lengthOf(fact)] : [timesAnHour(fact), lengthOf(one)];
    return times > 1 && times * minutes === 60;
  }); // prettier-ignore

/** A day amidst a range of days of the other text, of which this one says each: `Monday 26, Tuesday 27 and Wednesday 28 October`. */
function isAmidst(fact: Stated, { own, other }: Known): boolean {
  const monthDay = (value: string) => value.slice(-5);
  const days = (facts: readonly Stated[]) => facts.filter(({ kind, value }) => kind === 'date' && /-\d\d-\d\d$/.test(value));
  if (days([fact]).length === 0) return false;
  const isBeside = (n: number) => days(own).some(({ value }) => value.slice(-5, -3) === fact.value.slice(-5, -3) && Number(value.slice(-2)) === Number(fact.value.slice(-2)) + n);
  return isBeside(1) && isBeside(-1) && days(other).some(({ value, until }) => until !== null && monthDay(value) < monthDay(fact.value) && monthDay(until) > monthDay(fact.value));
} // prettier-ignore

const monthOf = ({ kind, value }: Stated): number => (kind === 'date' ? Number(/^(?:\d{4}|-)-(\d\d)(?:-[BE])?$/.exec(value)?.[1]) : NaN); // prettier-ignore

/** The month with which the rest of the year begins or ends, after the months of a range that both texts say: `April to October; none November to March`. */
function isRestOfYear(fact: Stated, { own, other }: Known): boolean {
  const month = monthOf(fact);
  if (Number.isNaN(month)) return false;
  const months = new Set(other.map(monthOf));
  return own.some((from) => {
    const [first, last] = [monthOf(from), Number(/-(\d\d)$/.exec(from.until ?? '')?.[1])];
    return months.has(first) && months.has(last) && [((first + 10) % 12) + 1, (last % 12) + 1].includes(month);
  });
}

/** Whether a value that only one text says follows from what both do. Pure. */
export const isComputed = (fact: Stated, known: Known): boolean =>
  [
    isEnd,
    isBetween,
    isBetweenDays,
    isDaysLater,
    isSum,
    isShare,
    isPart,
    isRemainder,
    isPace,
    isAmidst,
    isRestOfYear,
  ].some((follows) => follows(fact, known));
