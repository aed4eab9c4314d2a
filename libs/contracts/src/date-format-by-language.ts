import type { Language } from './primitives.js';

/** The locale by which texts in a language say dates: in the English of Europe, days come before months and hours count to 24. */
export const dateLocales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

export interface DateFormat {
  format: (date: Date) => string;
  formatRange: (from: Date, to: Date) => string;
}

const made = new Map<string, DateFormat>();

/**
 * Returns how a locale writes dates and times, for screens, mails, exports and pages alike: as `Intl` does, but "1er décembre", "16 h 30"
 * and "8 h" in French, where it has "1 décembre", "16:30" and "08:00". Each is made once, as that costs a thousand times more than
 * using it.
 */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): DateFormat {
  const key = locale + JSON.stringify(options);
  const known = made.get(key);
  if (known) return known;
  const parts = new Intl.DateTimeFormat(locale, options);
  const isFrench = locale.startsWith('fr');
  const textOf = (text: readonly Intl.DateTimeFormatPart[]) =>
    text.map(isFrench ? frenchPart : ({ value }) => value).join('');
  const format = {
    format: (date: Date) => textOf(parts.formatToParts(date)),
    formatRange: (from: Date, to: Date) => textOf(parts.formatRangeToParts(from, to)),
  };
  made.set(key, format);
  return format;
}

function frenchPart(
  { type, value }: Intl.DateTimeFormatPart,
  index: number,
  parts: readonly Intl.DateTimeFormatPart[],
): string {
  const [before, after] = [parts[index - 1], parts[index + 1]];
  if (type === 'day' && value === '1') return '1er';
  if (type === 'hour') return String(Number(value));
  if (type === 'literal' && value === ':' && before?.type === 'hour')
    return after?.value === '00' ? '\u00a0h' : '\u00a0h\u00a0';
  return type === 'minute' && value === '00' && before?.value === ':' ? '' : value;
}
