import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A clock for everything relative on screen; one tick, one paint. */
export function useNow(interval = 30_000) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const format = (language: string, options: Intl.DateTimeFormatOptions) => {
  const key = language + JSON.stringify(options);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, found);
  return found;
};

export const startOfDay = (at: number | string) => new Date(at).setHours(0, 0, 0, 0);

/** What is left of a window, as hours and minutes: "03:12". Nothing once it is over. */
export function timeLeft(until: string, now: number) {
  const minutes = Math.ceil((Date.parse(until) - now) / minute);
  if (minutes <= 0) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Relative under a day ("3 min"), the day of the week under a week, the date for everything older. */
function shortTime(at: string, now: number, language: string) {
  const date = new Date(at);
  const age = now - date.getTime();
  const relative = (value: number, unit: 'minute' | 'hour') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (age < -minute)
    return format(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(date);
  if (age < minute) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  if (age < hour) return relative(Math.floor(age / minute), 'minute');
  if (age < day) return relative(Math.floor(age / hour), 'hour');
  if (age < 6 * day) return format(language, { weekday: 'short' }).format(date);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return format(language, { day: 'numeric', month: 'short', year: sameYear ? undefined : 'numeric' }).format(date);
}

const fullTime = (at: string, language: string) =>
  format(language, { dateStyle: 'full', timeStyle: 'medium' }).format(new Date(at));
const dayTime = (at: string, language: string) =>
  format(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
const dateTime = (at: string | number, language: string) =>
  format(language, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(
    new Date(at),
  );

function dayName(at: string, now: number, language: string) {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / day);
  if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  return format(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));
}

export function useTimes() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return {
    short: (at: string, now: number) => shortTime(at, now, language),
    full: (at: string) => fullTime(at, language),
    clock: (at: string) => dayTime(at, language),
    date: (at: string) => format(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(at)),
    dateTime: (at: string | number) => dateTime(at, language),
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
