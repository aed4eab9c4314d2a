import type { Invitation, InvitationTime, Recurrence } from '@guichet/contracts';
import type { TFunction } from 'i18next';
import { format } from '../../../shared/i18n/use-formats.js';

const DAY = 86_400_000;
/** The first Monday of 2024: the days of a week are named by one that has them all. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A moment is by the clocks of the town. A day, and a time whose zone nobody knows, are the same for everybody. */
const zoneOf = ({ kind }: InvitationTime) => (kind === 'moment' ? undefined : 'UTC');
const dateOf = ({ kind, time }: InvitationTime) =>
  new Date(kind === 'day' ? `${time}T00:00:00Z` : kind === 'local' ? `${time}Z` : time);

/** When a meeting takes place: "Thursday, 5 November 2026, 14:00–15:30". */
export function periodText({ start, end }: Pick<Invitation, 'start' | 'end'>, language: string): string {
  const period = format(language, {
    dateStyle: 'full',
    ...(start.kind === 'day' ? {} : { timeStyle: 'short' }),
    timeZone: zoneOf(start),
  });
  const from = dateOf(start);
  // The end of a whole day is the day after it (RFC 5545 § 3.6.1).
  const until = end?.kind === start.kind ? new Date(dateOf(end).getTime() - (end.kind === 'day' ? DAY : 0)) : null;
  return until && until > from ? period.formatRange(from, until) : period.format(from);
}

/** How a meeting repeats: "Every 2 weeks on Monday and Wednesday, until 3 March 2027". */
export function recurrenceText(
  { every, interval, weekdays, count, until, partial }: Recurrence,
  { t, language }: { t: TFunction; language: string },
): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const days = weekdays.map((day) =>
    t('case.invitation.weekday', { day: name.format(MONDAY + DAYS.indexOf(day) * DAY) }),
  );
  const rhythm = t(`case.invitation.every.${every}`, { count: interval });
  const listed = new Intl.ListFormat(language, { type: 'conjunction' }).format(days);
  const last = until && format(language, { dateStyle: 'long', timeZone: zoneOf(until) });
  return [
    listed === '' ? rhythm : t('case.invitation.on', { rhythm, days: listed }),
    ...(last ? [t('case.invitation.until', { date: last.format(dateOf(until)) })] : []),
    ...(count === null ? [] : [t('case.invitation.times', { count })]),
    ...(partial ? [t('case.invitation.partial')] : []),
  ].join(', ');
}
