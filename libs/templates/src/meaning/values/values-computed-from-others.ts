import type { Stated } from '../statements-in-context.js';
import { isBetweenDays, isDaysLater, type Known } from './days-computed-from-others.js';
import { isSame, lasting } from './same-value.js';

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

/** The length of time between two times of the other text. */
const isBetween = (fact: Stated, { other }: Known): boolean => {
  const times = fact.kind === 'duration' ? other.filter(isTime).map(minutesOf) : [];
  return times.some((from) => times.some((to) => to !== from && (to - from - lengthOf(fact)) % HALF_DAY === 0));
};

const moneyOf = ({ value }: Stated): [currency: string, sum: number] => [value.slice(0, 3), Number(value.slice(4))];

/** What a share makes of a sum: so much, or so much less or more. Twice as much is the double alone. */
const factorsOf = (by: number): number[] => (by > 1 ? [by] : [by, 1 - by, 1 + by]);

/** What a sum is paid in: `ten equal instalments`. */
const PARTS = /^(?:equal|instal|payment|part|monthly|egal|versement|mensual|echeanc|fois)/;
const isOfParts = ({ after }: Stated): boolean => after.slice(0, 3).some((word) => PARTS.test(word));

/** Sums of one currency: so many times an amount, a share of it, with it or less of it; or two amounts together. */
function isSum(fact: Stated, { own, other }: Known): boolean {
  if (fact.kind !== 'amount' || fact.variable !== null) return false;
  const [currency, sum] = moneyOf(fact);
  const amounts = (facts: readonly Stated[]) => facts.filter((one) => one.kind === 'amount' && one.value.startsWith(currency));
  const shared = amounts(own).filter((one) => amounts(other).some((same) => isSame(one, same))).map((one) => moneyOf(one)[1]);
  const factors = other.flatMap((one) => {
    const n = Number(one.value);
    if (one.kind === 'percentage') return factorsOf(n / 100);
    return one.kind === 'number' && n > 1 && n < 100 ? [n, ...(isOfParts(one) ? [1 / n] : [])] : [];
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
    amounts.some((two) => factorsOf(by).some((times) => one !== two && Math.abs(moneyOf(one)[1] * times - moneyOf(two)[1]) < 0.005)),
  );
} // prettier-ignore

const unitOf = ({ value }: Stated): string => value.replace(/[\d.]+/, '');

/** `books for 21 days and films for 7`: what is counted is left out, as it was said right before. */
const isCountedBefore = (fact: Stated, { other }: Known): boolean =>
  fact.kind === 'duration' &&
  fact.variable === null &&
  other.some((number) => {
    const isBare = number.kind === 'number' && number.variable === null && number.after.length === 0;
    const said = other.findLast(({ kind, at, block }) => kind === 'duration' && block === number.block && at < number.at);
    return isBare && said !== undefined && unitOf(said) === unitOf(fact) && fact.value === unitOf(fact).replace(/^PT?/, (start) => start + number.value);
  }); // prettier-ignore

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

/** Whether a value that only one text says follows from what both do. Pure. */
export const isComputed = (fact: Stated, known: Known): boolean =>
  [isEnd, isBetween, isBetweenDays, isDaysLater, isCountedBefore, isSum, isShare, isPace, isAmidst].some((follows) =>
    follows(fact, known),
  );
