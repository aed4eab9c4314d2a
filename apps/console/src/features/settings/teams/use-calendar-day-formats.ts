import type { Slot, Weekday } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { format } from '../../../shared/i18n/use-formats.js';
import { weekdays } from './weekly-hours.js';

/** Calendar days in words. They have no time zone: what is the 6th is the 6th wherever the reader sits. */
export function useCalendarDayFormats() {
  const { t, i18n } = useTranslation();
  const say = (date: string, options: Intl.DateTimeFormatOptions) =>
    format(i18n.language, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));
  return {
    /** "Monday 6 April". */
    short: (date: string) => say(date, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** "Monday 6 April 2026". */
    long: (date: string) => say(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    // The first of January 2024 was a Monday.
    weekday: (day: Weekday) => say(`2024-01-0${weekdays.indexOf(day) + 1}`, { weekday: 'long' }),
    /** "08:30–12:00", which French writes "8 h 30–12 h". */
    slots: (slots: readonly Slot[]) =>
      slots.map(({ from, to }) => `${timeOfDay(from, i18n.language)}–${timeOfDay(to, i18n.language)}`).join(', '),
    /** "32 h 30 min". */
    hours: (minutes: number) =>
      [
        ...(minutes >= 60 ? [t('time.span.hours', { h: Math.floor(minutes / 60) })] : []),
        ...(minutes % 60 > 0 ? [t('time.span.minutes', { m: minutes % 60 })] : []),
      ].join(' '),
  };
}

/** The end of a day is its hour 24, and not the first of the next. */
export const timeOfDay = (time: string, language: string): string =>
  time === '24:00'
    ? timeOfDay('23:00', language).replace('23', '24')
    : format(language, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(new Date(`2026-01-01T${time}Z`));

/** The calendar day that it is there now, in ISO. */
export const today = (timeZone: string, now: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
