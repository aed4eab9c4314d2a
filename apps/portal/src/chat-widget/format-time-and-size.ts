import { dateFormat, dateLocales, type Language } from '@guichet/contracts';
import type { WidgetTexts } from './widget-texts.js';

const DAY_MS = 24 * 3600_000;

const format = (language: Language, options: Intl.DateTimeFormatOptions, at: Date) =>
  dateFormat(dateLocales[language], options).format(at);

export const clockTime = (language: Language, at: Date): string =>
  format(language, { hour: '2-digit', minute: '2-digit' }, at);

export const fullTime = (language: Language, at: Date): string =>
  format(language, { dateStyle: 'long', timeStyle: 'short' }, at);

const daysAhead = (at: Date, now: Date): number =>
  Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY_MS);

/** The day of a message, as a heading. */
export function dayOf({
  language,
  words,
  at,
  now,
}: {
  language: Language;
  words: WidgetTexts;
  at: Date;
  now: Date;
}): string {
  const ahead = daysAhead(at, now);
  if (ahead === 0) return words.today;
  if (ahead === -1) return words.yesterday;
  const isThisYear = at.getFullYear() === now.getFullYear();
  return format(
    language,
    { weekday: 'long', day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }) },
    at,
  );
}

/** When somebody is there again, within a sentence. */
export function whenOf({
  language,
  words,
  at,
  now,
}: {
  language: Language;
  words: WidgetTexts;
  at: Date;
  now: Date;
}): string {
  const time = clockTime(language, at);
  const ahead = daysAhead(at, now);
  if (ahead === 0) return words.at(time);
  if (ahead === 1) return words.tomorrowAt(time);
  return words.dayAt(format(language, { weekday: 'long' }, at), time);
}

/** Of a file: two digits that mean something. */
export function sizeOf(language: Language, bytes: number): string {
  const units = language === 'fr' ? ['o', 'ko', 'Mo'] : ['B', 'kB', 'MB'];
  const power = Math.min(2, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  const digits = value < 10 && power > 0 ? 1 : 0;
  return `${value.toLocaleString(dateLocales[language], { maximumFractionDigits: digits })} ${units[power]}`;
}
