import type { MetricGroup } from '@guichet/contracts';

export const periods = ['today', 'week', '7', '30', 'month', 'quarter', 'year', 'own'] as const;
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

const isDay = (day: string | undefined): day is string => day !== undefined && !Number.isNaN(at(day));

/** The days of a period that ends today. Own days are put in order; where one is missing, the other counts. */
export function daysOf(period: Period, today: string, own: Partial<Days> = {}): Days {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (period === 'today') return { from: today, to: today };
  // Weeks begin on Mondays.
  if (period === 'week') return { from: shifted(today, -((new Date(at(today)).getUTCDay() + 6) % 7)), to: today };
  if (period === 'month') return { from: `${today.slice(0, 8)}01`, to: today };
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
