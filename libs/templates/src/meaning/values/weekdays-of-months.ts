import type { Language } from '@guichet/contracts';

/** How a language says what is, say, the first Tuesday of a month. */
interface Words {
  months: string[];
  /** From Sunday on. */
  weekdays: string[];
  /** Finds the ordinal or the word for the last one, the weekday, the month and the year, which may be undefined. */
  pattern: RegExp;
}

const FRENCH_MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']; // prettier-ignore
const FRENCH_DAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const ENGLISH_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore
const ENGLISH_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const ENGLISH_SHORT = ENGLISH_MONTHS.flatMap((name) => [name, name.slice(0, 3)]).join('|');

const WORDS: Record<Language, Words> = {
  fr: {
    months: FRENCH_MONTHS,
    weekdays: FRENCH_DAYS,
    pattern: new RegExp(`(?<!\\p{L})(?:le )?(?:(\\d)(?:er|e)|(dernier)) (${FRENCH_DAYS.join('|')}) (?:du mois )?(?:de |d'|en )(${FRENCH_MONTHS.join('|')}|aout|fevrier|decembre)(?!\\p{L})(?: (20\\d\\d)(?!\\d))?`, 'giu'),
  },
  en: {
    months: ENGLISH_MONTHS,
    weekdays: ENGLISH_DAYS,
    pattern: new RegExp(`(?<!\\p{L})(?:the )?(?:(\\d)(?:st|nd|rd|th)|(last)) (${ENGLISH_DAYS.join('|')}) (?:of|in) (${ENGLISH_SHORT}|Sept)(?!\\p{L})(?: (\\d{4}))?`, 'giu'),
  },
}; // prettier-ignore

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
/** Four letters tell all months and weekdays from each other. */
const placeIn = (names: readonly string[], said: string): number =>
  names.findIndex((name) => plain(name).startsWith(plain(said).slice(0, 4)));

/** The day of a month that is the nth of its weekday; without a number, the last. */
function dayOf({ year, month, weekday, nth }: { year: number; month: number; weekday: number; nth: number | null }) {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const start = 1 + ((weekday - first + 7) % 7);
  const day = nth === null ? start + Math.floor((last - start) / 7) * 7 : start + (nth - 1) * 7;
  return day > last ? null : day;
}

/** Returns a text with the day of what is, say, the first Tuesday of a month, where it says the year once. Pure. */
export function withWeekdaysOfMonths(text: string, language: Language): string {
  const { months, weekdays, pattern } = WORDS[language];
  const years = new Set(text.match(/(?<!\d)20\d\d(?!\d)/g) ?? []);
  const only = years.size === 1 ? [...years][0] : undefined;
  return text.replace(
    pattern,
    (said, n: string | undefined, _last, day: string, month: string, named: string | undefined) => {
      const year = named ?? only;
      if (year === undefined) return said;
      const [at, weekday] = [placeIn(months, month), placeIn(weekdays, day)];
      const date = dayOf({ year: Number(year), month: at, weekday, nth: n === undefined ? null : Number(n) });
      return date === null ? said : `${weekdays[weekday]} ${date} ${months[at]} ${year}`;
    },
  );
}
