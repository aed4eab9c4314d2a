import type { MetricGroup, MetricQuery } from '@guichet/contracts';

const day = (text: string) => Temporal.PlainDate.from(text);

export interface Days {
  from: string;
  to: string;
}

/** The day of a time zone at a moment. */
export const dayIn = (now: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

/** When a day begins in a time zone. */
export const startOf = (text: string, zone: string): string => day(text).toZonedDateTime(zone).toInstant().toString();

export const addDays = (text: string, days: number): string => day(text).add({ days }).toString();

export const lengthOf = ({ from, to }: Days): number => day(from).until(day(to), { largestUnit: 'day' }).days + 1;

/** The number of months that the days are, from the first day of one to the last day of one; 0: they are not whole months. */
function wholeMonthsIn({ from, to }: Days): number {
  const [first, next] = [day(from), day(to).add({ days: 1 })];
  return first.day === 1 && next.day === 1 ? first.until(next, { largestUnit: 'month' }).months : 0;
}

/**
 * Returns the period before: as many days just before, be they whole months (`days`) or not, or the same days a week, month, quarter or year earlier. For 29
 * February it takes the 28th, and for whole months whole months: those of October are compared with those of September.
 */
export function earlier({ from, to }: Days, how: NonNullable<MetricQuery['compare']>): Days {
  if (how === 'previous' || how === 'days') {
    const months = how === 'previous' ? wholeMonthsIn({ from, to }) : 0;
    const first = months > 0 ? day(from).subtract({ months }).toString() : addDays(from, -lengthOf({ from, to }));
    return { from: first, to: addDays(from, -1) };
  }
  if (how === 'week') return { from: addDays(from, -7), to: addDays(to, -7) };
  const back = { month: { months: 1 }, quarter: { months: 3 }, year: { years: 1 } }[how];
  const last = day(to);
  const before = last.subtract(back);
  const whole = day(from).day === 1 && last.day === last.daysInMonth;
  const toLast = whole ? before.with({ day: before.daysInMonth }) : before;
  return { from: day(from).subtract(back).toString(), to: toLast.toString() };
}

/** Returns the key of a day: the day, its week (the Monday) or its month (the first day). */
function keyOf(text: string, group: 'day' | 'week' | 'month'): string {
  const date = day(text);
  if (group === 'day') return text;
  return (group === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date.with({ day: 1 })).toString();
}

/** Every key between the two days, none left out. */
export function keysOf({ from, to }: Days, group: 'day' | 'week' | 'month'): string[] {
  const step = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[group];
  const keys: string[] = [];
  const last = day(to);
  for (let at = day(keyOf(from, group)); Temporal.PlainDate.compare(at, last) <= 0; at = at.add(step))
    keys.push(at.toString());
  return keys;
}

/** The days of a key, as far as they are among these. */
export function daysOf(key: string, group: 'day' | 'week' | 'month', { from, to }: Days): Days {
  const first = day(key);
  const last = { day: first, week: first.add({ days: 6 }), month: first.add({ months: 1 }).subtract({ days: 1 }) }[
    group
  ];
  return { from: key > from ? key : from, to: last.toString() < to ? last.toString() : to };
}

/** Returns the whole months among the days, and the remaining days around them. */
export function wholeMonths({ from, to }: Days): { months: Days | null; edges: Days[] } {
  const first = day(from).day === 1 ? day(from) : day(from).with({ day: 1 }).add({ months: 1 });
  const end = day(to).add({ days: 1 }).with({ day: 1 });
  if (Temporal.PlainDate.compare(first, end) >= 0) return { months: null, edges: [{ from, to }] };
  const months = { from: first.toString(), to: end.subtract({ days: 1 }).toString() };
  const edges = [
    { from, to: addDays(months.from, -1) },
    { from: addDays(months.to, 1), to },
  ].filter((edge) => edge.from <= edge.to);
  return { months, edges };
}

export const isTime = (group: MetricGroup): group is 'day' | 'week' | 'month' =>
  group === 'day' || group === 'week' || group === 'month';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** `mon-09`, from the hours since Monday began, and back. */
export const hourKey = (hour: number): string =>
  `${WEEKDAYS[Math.floor(hour / 24)]}-${String(hour % 24).padStart(2, '0')}`;
export function hourOf(key: string): number | null {
  const [weekday, hour] = key.split('-');
  const hours = WEEKDAYS.indexOf(weekday ?? '') * 24 + Number(hour);
  return /^[a-z]{3}-\d\d$/.test(key) && hours >= 0 && Number(hour) < 24 ? hours : null;
}
