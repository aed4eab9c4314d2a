import type { MetricGroup } from '@guichet/contracts';

export const periods = ['today', 'week', '7', '30', 'month', 'last-month', 'quarter', 'year', 'own'] as const;
export type Period = (typeof periods)[number];
export const usualPeriod: Period = '30';
export type Granularity = Extract<MetricGroup, 'day' | 'week' | 'month'>;

/** First and last day, both included, as ISO dates. */
export interface Days {
  from: string;
  to: string;
}

const oneDay = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const shifted = (day: string, by: number) => iso(at(day) + by * oneDay);

/** The date that it is in a time zone at `now`, in milliseconds. */
export const dayIn = (timeZone: string, now: number) =>
  // Swedish writes dates as ISO does.
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(now);

const lengthOf = ({ from, to }: Days) => Math.round((at(to) - at(from)) / oneDay) + 1;

/** Between these, the years have figures. A year of one or five figures is a slip of the finger, or a date on its way. */
export const FIRST_DAY = '2000-01-01';
export const LAST_DAY = '2099-12-31';

const isDay = (day: string | undefined): day is string =>
  day !== undefined && /^20\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(at(day)) && iso(at(day)) === day;

interface OwnDaysFault {
  reason: 'unfinished' | 'year' | 'order';
  /** The field that is at fault; undefined: both. */
  end?: keyof Days;
}

/** Returns why days that were typed cannot be shown; undefined where they can. A field has no value until its date is whole. */
export function ownDaysFault(days: Days): OwnDaysFault | undefined {
  for (const end of ['from', 'to'] as const) {
    if (days[end] === '') return { reason: 'unfinished', end };
    if (!isDay(days[end])) return { reason: 'year', end };
  }
  return days.from > days.to ? { reason: 'order' } : undefined;
}

/** The days of a period that ends today, but for last month. Own days are put in order; where one is missing, the other counts. */
export function daysOf(period: Period, today: string, own: Partial<Days> = {}): Days {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (period === 'today') return { from: today, to: today };
  // Weeks begin on Mondays.
  if (period === 'week') return { from: shifted(today, -((new Date(at(today)).getUTCDay() + 6) % 7)), to: today };
  if (period === 'month') return { from: `${today.slice(0, 8)}01`, to: today };
  if (period === 'last-month') {
    const last = shifted(`${today.slice(0, 8)}01`, -1);
    return { from: `${last.slice(0, 8)}01`, to: last };
  }
  if (period === 'quarter')
    return { from: `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`, to: today };
  // The day after this one a year ago; the 28th where there was no 29th.
  if (period === 'year')
    return {
      from: shifted(today.endsWith('02-29') ? `${year - 1}-02-28` : `${year - 1}${today.slice(4)}`, 1),
      to: today,
    };
  if (period !== 'own') return { from: shifted(today, 1 - Number(period)), to: today };
  const from = isDay(own.from) ? own.from : isDay(own.to) ? own.to : today;
  const to = isDay(own.to) ? own.to : today < from ? from : today;
  return from <= to ? { from, to } : { from: to, to: from };
}

/** Returns the default granularity: by day up to 45 days, by week for half a year, by month beyond. */
export const usualGranularity = (days: Days): Granularity =>
  lengthOf(days) <= 45 ? 'day' : lengthOf(days) <= 190 ? 'week' : 'month';
