import type { BusinessHours } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { calendarQuery } from '../../../shared/api/settings-queries.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { today, useCalendarDayFormats } from './use-calendar-day-formats.js';
import { isAlways, minutesOf, weekdayOf } from './weekly-hours.js';

/** "Open 35 h a week; next closed day: Monday 6 April, Easter Monday." */
export function useBusinessHoursSummary(teamId: string, schedule: BusinessHours) {
  const { t } = useTexts();
  const days = useCalendarDayFormats();
  const now = today(schedule.timeZone, useNow());
  const year = Number(now.slice(0, 4));
  const { data: rest = [] } = useQuery(calendarQuery(teamId, year));
  const { data: next = [] } = useQuery(calendarQuery(teamId, year + 1));
  if (isAlways(schedule.week)) return t('teams.hours.always');
  // On a day that is closed anyway a holiday changes nothing.
  const closed = [...rest, ...next].find(
    ({ date, slots }) => date >= now && slots.length === 0 && schedule.week[weekdayOf(date)].length > 0,
  );
  const hours = days.hours(minutesOf(schedule.week));
  if (!closed) return t('teams.hours.open', { hours });
  const day = [days.short(closed.date), closed.name].filter(Boolean).join(', ');
  return t('teams.hours.openUntil', { hours, day });
}
