import ICAL from 'ical.js';

/** Which parts a rule may have beside its frequency, its interval and its end. */
const PARTS: Partial<Record<string, readonly string[]>> = {
  DAILY: [],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY'],
  YEARLY: ['BYDAY', 'BYMONTH', 'BYMONTHDAY'],
};
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Is this rule one of those that holidays have? Others, like the 30th of February every day, name no day at all, and
 * looking for its next one would not end.
 */
export function isBounded(rule: unknown): boolean {
  if (!(rule instanceof ICAL.Recur)) return false;
  const allowed = PARTS[rule.freq];
  const parts = rule.parts as Record<string, (number | string)[]>;
  if (!allowed || rule.interval < 1 || rule.interval > 100) return false;
  if (Object.keys(parts).some((name) => !allowed.includes(name))) return false;
  const { BYMONTH: months = [], BYMONTHDAY: days = [], BYDAY: weekdays = [] } = parts;
  if (days.length > 0 && weekdays.length > 0) return false;
  return (
    weekdays.every((day) => isWeekday(String(day), rule.freq)) &&
    months.every((month) => Number(month) >= 1 && Number(month) <= 12) &&
    days.every((day) => isDayOf(Number(day), months.map(Number)))
  );
}

function isWeekday(day: string, freq: string): boolean {
  const match = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(day);
  return match !== null && (match[1] === undefined || freq !== 'WEEKLY');
}

/** In each of these months it must be there; where none is named, in the shortest. */
function isDayOf(day: number, months: readonly number[]): boolean {
  const length = months.length === 0 ? 28 : Math.min(...months.map((month) => LONGEST_MONTH[month - 1] ?? 0));
  return Math.abs(day) >= 1 && Math.abs(day) <= length;
}
