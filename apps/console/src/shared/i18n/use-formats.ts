import { dateFormat } from '@guichet/contracts';
import type { TFunction } from 'i18next';
import { townClock, townDayNumber, townZone } from './organisation-time-zone.js';
import { useTexts } from './use-texts.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Returns how a language writes dates and times; by the clocks of the town where no other zone is named. */
export const format = (language: string, { timeZone, ...options }: Intl.DateTimeFormatOptions) =>
  dateFormat(language, { ...options, timeZone: timeZone ?? townZone() });

const yearOf = (at: number | string | Date) => townClock(at).getUTCFullYear();
const isDay = (at: string) => /^\d{4}-\d{2}-\d{2}$/.test(at);

interface Wording {
  now: number;
  language: string;
  t: TFunction;
}

/**
 * Relative under a day ("3 min ago"), the day of the week under a week, the date for everything older. `brief`: today by the clock, as
 * "3 min" beside the time that is left would be read as a part of it, and the night before by its day.
 */
export function shortTime(at: string, { now, language, t, hours }: Wording & { hours: 'span' | 'recent' | 'brief' }) {
  const date = new Date(at);
  const age = now - date.getTime();
  if (age < -minute)
    return format(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(date);
  if (age < minute) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  const weekday = format(language, { weekday: 'short' }).format(date);
  if (age < day) {
    if (hours === 'brief')
      return townDayNumber(at) === townDayNumber(now) ? t('time.clock', { time: dayTime(at, language) }) : weekday;
    return age < hour
      ? t(`time.${hours}.minutes`, { m: Math.floor(age / minute) })
      : t(`time.${hours}.hours`, { h: Math.floor(age / hour) });
  }
  if (age < 6 * day) return weekday;
  const sameYear = yearOf(date) === yearOf(now);
  return format(language, { day: 'numeric', month: 'short', year: sameYear ? undefined : 'numeric' }).format(date);
}

const fullTime = (at: string, language: string) =>
  format(language, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at));
const dayTime = (at: string | number, language: string) =>
  format(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
/** With the year of another year, as a case may come from the history of a mailbox. */
export const dateTime = (at: string | number, language: string, now = Date.now()) => {
  const date = new Date(at);
  const year = yearOf(date) === yearOf(now) ? undefined : ('numeric' as const);
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return format(language, { weekday: 'short', day: 'numeric', month: 'short', year, ...time }).format(date);
};

const clockOf = (at: string) => townClock(at).toISOString().slice(11, 16);
const dayOf = (at: string, language: string) => {
  const year = yearOf(at) === yearOf(Date.now()) ? undefined : ('numeric' as const);
  return format(language, { weekday: 'short', day: 'numeric', month: 'short', year }).format(new Date(at));
};

/** After "since": a moment and no length of time. A time of day alone would be read as a length in French: "depuis 2 h 24". */
export function sinceTime(at: string, { now, language, t }: Wording) {
  if (townDayNumber(at) === townDayNumber(now)) return t('time.sinceToday', { time: dayTime(at, language) });
  if (now - Date.parse(at) < 6 * day) return dateTime(at, language, now);
  const year = yearOf(at) === yearOf(now) ? undefined : ('numeric' as const);
  return format(language, { day: 'numeric', month: 'short', year }).format(new Date(at));
}

function dayName(at: string, now: number, language: string) {
  const days = townDayNumber(at) - townDayNumber(now);
  if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  return format(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));
}

/** A length of time by the one or two units that matter, as a key of `time.span` and what it names. */
export function spanOf(length: number) {
  const minutes = Math.max(1, Math.floor(length / minute));
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (d >= 3 || (d > 0 && h === 0)) return ['days', { d }] as const;
  if (d > 0) return ['daysHours', { d, h }] as const;
  if (h >= 10 || (h > 0 && m === 0)) return ['hours', { h }] as const;
  if (h > 0) return ['hoursMinutes', { h, m: String(m).padStart(2, '0') }] as const;
  return ['minutes', { m }] as const;
}

/** When something is due: today and tomorrow by their names, another day by its date. */
function dueTime(at: string, { now, language, t }: Wording) {
  const days = townDayNumber(at) - townDayNumber(now);
  const time = dayTime(at, language);
  if (days === 0) return t('time.due.today', { time });
  if (days === 1) return t('time.due.tomorrow', { time });
  const date = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return t('time.due.day', { day: format(language, date).format(new Date(at)), time });
}

export function useFormats() {
  const { t, language } = useTexts();
  return {
    span: (length: number) => {
      const [unit, values] = spanOf(length);
      return t(`time.span.${unit}`, values);
    },
    /** By how much something is late. Targets count working days, so the days of a calendar are called that. */
    overdue: (length: number) => {
      const [unit, values] = spanOf(length);
      return 'd' in values && (unit === 'days' || unit === 'daysHours')
        ? t(`time.calendar.${unit}`, { ...values, count: values.d })
        : t(`time.span.${unit}`, values);
    },
    /** Working time: a day of it is not 24 hours, so it is never said in days. */
    worked: (seconds: number) => {
      const [h, m] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
      if (h === 0) return t('time.span.minutes', { m: Math.max(1, m) });
      return m === 0 ? t('time.span.hours', { h }) : t('time.span.hoursMinutes', { h, m: String(m).padStart(2, '0') });
    },
    due: (at: string, now: number) => dueTime(at, { now, language, t }),
    /** By itself: "10 h ago", as "10 h" may be a time of day or the time that is left. */
    short: (at: string, now: number) => shortTime(at, { now, language, t, hours: 'recent' }),
    /** The same where there is room for few letters: "08:30". */
    brief: (at: string, now: number) => shortTime(at, { now, language, t, hours: 'brief' }),
    /** After "since". */
    since: (at: string, now: number) => sinceTime(at, { now, language, t }),
    /** The same within a sentence: "10 h ago", "Tue". */
    ago: (at: string, now: number) => {
      const age = now - Date.parse(at);
      const span = shortTime(at, { now, language, t, hours: 'span' });
      return age >= minute && age < day ? t('time.ago', { span }) : span;
    },
    full: (at: string) => fullTime(at, language),
    clock: (at: string | number) => dayTime(at, language),
    /** From one moment to another, which may be the same. */
    range: (from: string, to: string) =>
      format(language, { dateStyle: 'medium', timeStyle: 'short' }).formatRange(new Date(from), new Date(to)),
    /** Of a moment, or of a day such as `2026-12-31`, which is the same day everywhere. */
    date: (at: string) =>
      format(language, {
        ...{ day: 'numeric', month: 'short', year: 'numeric' },
        timeZone: isDay(at) ? 'UTC' : undefined,
      }).format(new Date(at)),
    /** From one day to another, both such as `2026-12-31`; one day alone where they are the same. */
    days: ({ from, to }: { from: string; to: string }) =>
      format(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(
        new Date(from),
        new Date(to),
      ),
    dateTime: (at: string | number) => dateTime(at, language),
    /** From when, or until when, somebody is absent: without the time where it is the whole day. */
    absenceFrom: (at: string) => (clockOf(at) === '00:00' ? dayOf(at, language) : dateTime(at, language)),
    absenceUntil: (at: string) => (clockOf(at) === '23:59' ? dayOf(at, language) : dateTime(at, language)),
    day: (at: string, now: number) => dayName(at, now, language),
    number: (value: number) => new Intl.NumberFormat(language).format(value),
    list: (items: string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(items),
    size: (bytes: number) =>
      bytes < 1_000_000
        ? new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(
            Math.max(1, bytes / 1000),
          )
        : new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
            bytes / 1_000_000,
          ),
  };
}
