import type { CalendarDay, Duration, BusinessHours } from '@guichet/contracts';
import { isoDate, epochDay, expandHours, type ExpandedHours, type OpenYear } from './expand-business-hours.js';

/** No target is longer. */
const HORIZON_YEARS = 60;
/** A team that does not open for so long is taken as never opening. */
const IDLE_YEARS = 3;
const SECONDS = { minutes: 60, hours: 3600 } as const;

/** Seconds of working time from one moment to a later one, with their fractions; 0 where that is not later. */
export function workingSeconds(schedule: BusinessHours, from: Date, to: Date): number {
  if (to <= from) return 0;
  const hours = expandHours(schedule);
  const [first, last] = [hours.local(from.getTime()).year, hours.local(to.getTime()).year];
  let total = -workedInYearBefore(hours.year(first), from.getTime());
  for (let year = first; year < last; year += 1) total += hours.year(year).total;
  return (total + workedInYearBefore(hours.year(last), to.getTime())) / 1000;
}

/**
 * The first moment at which so many seconds of working time have passed since `from`. Undefined where the team never
 * opens, or not for so long.
 */
export function addWorkingTime(schedule: BusinessHours, from: Date, seconds: number): Date | undefined {
  if (seconds <= 0) return from;
  const hours = expandHours(schedule);
  const first = hours.local(from.getTime()).year;
  let wanted = Math.round(seconds * 1000) + workedInYearBefore(hours.year(first), from.getTime());
  for (const open of years(hours, first)) {
    if (wanted > open.total) {
      wanted -= open.total;
      continue;
    }
    const n = lastIndexBelow(open.before, wanted);
    return new Date(open.from[n]! + wanted - open.before[n]!);
  }
  return undefined;
}

/**
 * When a target that started at `startedAt` is due. Minutes and hours are working time. Days: it counts from the day
 * on which it began, or from the next working day, and is due when the team closes on the n-th working day after that.
 */
export function dueAt(schedule: BusinessHours, startedAt: Date, { value, unit }: Duration): Date | undefined {
  if (unit !== 'days') return addWorkingTime(schedule, startedAt, value * SECONDS[unit]);
  const hours = expandHours(schedule);
  let { day } = hours.local(startedAt.getTime());
  // The day on which it starts does not count.
  let left = value + 1;
  let idle = 0;
  for (const end = day + HORIZON_YEARS * 366; day < end && idle < IDLE_YEARS * 366; day += 1) {
    const closing = hours.closing(day);
    idle = closing === undefined ? idle + 1 : 0;
    if (closing !== undefined) left -= 1;
    if (left === 0) return new Date(closing!);
  }
  return undefined;
}

export function isOpen(schedule: BusinessHours, at: Date): boolean {
  const hours = expandHours(schedule);
  const open = hours.year(hours.local(at.getTime()).year);
  const n = lastIndexBelow(open.from, at.getTime() + 1);
  return n >= 0 && at.getTime() < open.to[n]!;
}

/** Whether the team opens on a day, such as `2026-06-10`. */
export const isWorkingDay = (schedule: BusinessHours, day: string): boolean =>
  expandHours(schedule).slots(epochDay(day)).length > 0;

/** `at` itself while the team is open; undefined where it never opens. */
export function nextOpenTime(schedule: BusinessHours, at: Date): Date | undefined {
  if (isOpen(schedule, at)) return at;
  const hours = expandHours(schedule);
  for (const open of years(hours, hours.local(at.getTime()).year)) {
    const next = open.from[lastIndexBelow(open.from, at.getTime()) + 1];
    if (next !== undefined) return new Date(next);
  }
  return undefined;
}

/** Every day of a year that is not as its weekday is, in order. */
export function calendarDays(schedule: BusinessHours, year: number): CalendarDay[] {
  const hours = expandHours(schedule);
  const days: CalendarDay[] = [];
  const end = epochDay(`${year + 1}-01-01`);
  for (let day = epochDay(`${year}-01-01`); day < end; day += 1) {
    const special = hours.exceptionalDay(day);
    if (special) days.push({ date: isoDate(day), ...special });
  }
  return days;
}

/** Years from `first` on, as long as the team ever opens. */
function* years(hours: ExpandedHours, first: number): Generator<OpenYear> {
  for (let year = first, idle = 0; year < first + HORIZON_YEARS && idle < IDLE_YEARS; year += 1) {
    const open = hours.year(year);
    idle = open.total === 0 ? idle + 1 : 0;
    yield open;
  }
}

/** Working ms of the year that have passed at `instant`. */
function workedInYearBefore({ from, to, before }: OpenYear, instant: number): number {
  const n = lastIndexBelow(from, instant);
  return n < 0 ? 0 : before[n]! + Math.min(instant, to[n]!) - from[n]!;
}

/** Index of the last value that is less than `limit`; -1 where none is. */
function lastIndexBelow(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
