import type { Stated } from '../statements-in-context.js';
import { isSame, lasting } from './same-value.js';

/** What both texts say, and one of them says besides. */
export interface Known {
  /** All that the text says in which a value stands. */
  own: readonly Stated[];
  /** All that the other text says. */
  other: readonly Stated[];
}

const DAY_MS = 86_400_000;
/** So many days are looked at: whoever writes more than these compares a table. */
const MOST = 30;

const isDay = ({ kind, value, variable }: Stated): boolean =>
  kind === 'date' && variable === null && /-\d\d-\d\d$/.test(value);
const yearOf = ({ value }: Stated): string | undefined => (value.startsWith('-') ? undefined : value.slice(0, 4));

/** How many days it is from one day to another; where one says no year, that of the other. */
const daysFrom = (from: Stated, to: Stated): number => {
  const at = (day: Stated, other: Stated) =>
    Date.parse(`${yearOf(day) ?? yearOf(other) ?? '2001'}-${day.value.slice(-5)}`);
  return (at(to, from) - at(from, to)) / DAY_MS;
};

/** The way that words after a length of time lead: `three weeks later`, `a fortnight before`; 0 where they lead nowhere. */
const wayOf = ({ after: [word = ''] }: Stated): number =>
  /^(?:after|lat|apr|plus$|tard)/.test(word) ? 1 : /^(?:befor|earl|prior|avan|auparav)/.test(word) ? -1 : 0;

const lengthOf = ({ kind, value, variable }: Stated): number =>
  kind === 'duration' && variable === null
    ? Number(/^P(\d+)(?:D|BD|CD)$/.exec(lasting(value))?.[1] ?? Number.NaN)
    : Number.NaN;

/** So many days later or before, where the other text says both days: `a fortnight before, that is on 7 November`. */
export function isBetweenDays(fact: Stated, { other }: Known): boolean {
  const days = lengthOf(fact);
  if (Number.isNaN(days) || wayOf(fact) === 0) return false;
  const dates = other.filter(isDay).slice(0, MOST);
  return dates.some((from) => dates.some((to) => daysFrom(from, to) === days));
}

/** A day so many days or weeks after one that both texts say, or before it: `the last is three weeks later`. */
export function isDaysLater(fact: Stated, { own, other }: Known): boolean {
  if (!isDay(fact)) return false;
  const ways = other.map((one) => wayOf(one) * lengthOf(one)).filter((days) => days !== 0 && !Number.isNaN(days));
  if (ways.length === 0) return false;
  const shared = own.filter((one) => isDay(one) && other.some((same) => isSame(one, same))).slice(0, MOST);
  return shared.some((one) => ways.includes(daysFrom(one, fact)));
}
