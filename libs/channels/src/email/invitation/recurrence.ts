import type { Recurrence, Weekday } from '@guichet/contracts';
import ICAL from 'ical.js';
import { ofTime } from './invitation-time.js';

const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
const DAYS: readonly (readonly [string, Weekday])[] = [
  ['MO', 'mon'],
  ['TU', 'tue'],
  ['WE', 'wed'],
  ['TH', 'thu'],
  ['FR', 'fri'],
  ['SA', 'sat'],
  ['SU', 'sun'],
];

/** Returns how a meeting repeats, or null where it does not. The rule is only read and never followed. */
export function recurrenceOf(rule: unknown): Recurrence | null {
  if (!(rule instanceof ICAL.Recur)) return null;
  const every = Object.hasOwn(UNITS, rule.freq) ? UNITS[rule.freq as keyof typeof UNITS] : undefined;
  if (!every) return null;
  const { BYDAY = [], ...others } = rule.parts as Record<string, unknown[]>;
  const days = BYDAY.map(String);
  const isPlain = (every === 'week' || every === 'day') && days.every((day) => DAYS.some(([code]) => code === day));
  return {
    every,
    interval: Math.min(Math.max(1, Math.trunc(rule.interval)), 1000),
    weekdays: isPlain ? DAYS.flatMap(([code, day]) => (days.includes(code) ? day : [])) : [],
    count: rule.count ?? null,
    until: rule.until ? ofTime(rule.until) : null,
    partial: (days.length > 0 && !isPlain) || Object.keys(others).length > 0,
  };
}
