import type { openedPeriods } from './case-list-filter-values.js';

/** First and last day, both included, as ISO dates. */
interface Days {
  from: string;
  to: string;
}

const ONE_DAY = 86_400_000;
const DAYS = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** A day that no month has, such as the 31st of February, is one of the month after it. */
function timeOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, date);
}

/** Own days as a list is asked for them: `2026-11-01..2026-11-15`. */
export const ownDays = ({ from, to }: Days): string => (from <= to ? `${from}..${to}` : `${to}..${from}`);

/** The days that were chosen from the first to the last; null: a period such as `last-month` was chosen instead. */
export function readOwnDays(opened: string): Days | null {
  const [, first, last] = DAYS.exec(opened) ?? [];
  if (first === undefined || last === undefined) return null;
  const [from, to] = [iso(timeOf(first)), iso(timeOf(last))];
  return from <= to ? { from, to } : { from: to, to: from };
}

/**
 * The days in which cases of a list were opened. `today`: which day it is where the organisation is, as a period such as `this-week` goes
 * with the days. Weeks begin on Mondays, and a week or a month that is not over ends with its own last day.
 */
export function openedDays(opened: string, today: string): Days {
  const own = readOwnDays(opened);
  if (own) return own;
  const time = timeOf(today);
  const [year, month, weekday] = [
    new Date(time).getUTCFullYear(),
    new Date(time).getUTCMonth(),
    new Date(time).getUTCDay(),
  ];
  const period = opened as (typeof openedPeriods)[number];
  if (period === 'this-week' || period === 'last-week') {
    const monday = time - (((weekday + 6) % 7) + (period === 'last-week' ? 7 : 0)) * ONE_DAY;
    return { from: iso(monday), to: iso(monday + 6 * ONE_DAY) };
  }
  const first = period === 'last-month' ? month - 1 : month;
  return { from: iso(Date.UTC(year, first, 1)), to: iso(Date.UTC(year, first + 1, 0)) };
}
