const later = (day: Date, days: number) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
/** How many days have passed since the Monday of a week. */
const sinceMonday = (day: Date) => (day.getDay() + 6) % 7;
/** A day of a week that is so many weeks from the present one; 0 is Monday. */
const ofWeek = (here: Date, day: number, weeks: number) => later(here, day - sinceMonday(here) + 7 * weeks);
/** The next day of this name after today. */
const nextOfName = (here: Date, day: number) => later(here, ((day - sinceMonday(here) + 6) % 7) + 1);

const isWeekend = (day: Date) => sinceMonday(day) > 4;
const startOfMonth = (here: Date, months: number) => {
  const first = new Date(here.getFullYear(), here.getMonth() + months, 1);
  return isWeekend(first) ? ofWeek(first, 0, 1) : first;
};
const endOfMonth = (here: Date, months: number) => {
  const last = new Date(here.getFullYear(), here.getMonth() + months + 1, 0);
  return isWeekend(last) ? ofWeek(last, 4, 0) : last;
};
/** The end of the present week or month; of the next one where that is over, or today. */
const thisOrNext = (here: Date, end: (periods: number) => Date) => (end(0) > here ? end(0) : end(1));

/** The next day of this number, which is today only where an hour is named; undefined: no month has so many. */
function nextOfNumber(here: Date, day: number, isTimed: boolean): Date | undefined {
  const months = Array.from({ length: 12 }, (_, n) => new Date(here.getFullYear(), here.getMonth() + n, day));
  return months.find((one) => one.getDate() === day && one >= (isTimed ? later(here, 0) : here));
}

/** The day that is meant by words, of which these parts were found. `day`: 0 is Monday; `month`: 0 is January; `rest`: what is written behind. */
interface Found {
  day: number;
  month: number;
  number: number;
  rest: string;
}
type Meaning = (here: Date, found: Found) => Date | undefined;

const monthsUntil = (here: Date, month: number) => (month - here.getMonth() + 12) % 12;
const meanings = {
  inTwoDays: (here) => later(here, 2),
  ofNextWeek: (here, { day }) => ofWeek(here, day, 1),
  aWeekAfterNext: (here, { day }) => later(nextOfName(here, day), 7),
  twoWeeksAfterNext: (here, { day }) => later(nextOfName(here, day), 14),
  startOfNextWeek: (here) => ofWeek(here, 0, 1),
  endOfThisWeek: (here) => thisOrNext(here, (weeks) => ofWeek(here, 4, weeks)),
  endOfNextWeek: (here) => ofWeek(here, 4, 1),
  weekend: (here) => nextOfName(here, 5),
  startOfNextMonth: (here) => startOfMonth(here, 1),
  endOfThisMonth: (here) => thisOrNext(here, (months) => endOfMonth(here, months)),
  endOfNextMonth: (here) => endOfMonth(here, 1),
  startOfMonth: (here, { month }) => startOfMonth(here, monthsUntil(here, month)),
  middleOfMonth: (here, { month }) => new Date(here.getFullYear(), here.getMonth() + monthsUntil(here, month), 15),
  endOfMonth: (here, { month }) => endOfMonth(here, monthsUntil(here, month)),
  ofNumber: (here, { number, rest }) => nextOfNumber(here, number, /\d/.test(rest)),
} satisfies Record<string, Meaning>;

interface Language {
  days: readonly string[];
  months: readonly string[];
  /** How each meaning is written; `{day}`, `{month}` and `{number}` stand for those. The first that is found counts. */
  phrases: Partial<Record<keyof typeof meanings, string>>;
}

const french: Language = {
  days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  months: ['janvier', 'f[ée]vrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'ao[uû]t', 'septembre', 'octobre', 'novembre', 'd[ée]cembre'], // prettier-ignore
  phrases: {
    inTwoDays: 'apr[eè]s[- ]demain',
    ofNextWeek: '(?:le )?{day} (?:de )?(?:la )?semaine prochaine',
    aWeekAfterNext: '(?:le )?{day} en huit',
    twoWeeksAfterNext: '(?:le )?{day} en quinze',
    endOfNextWeek: '(?:en |à la )?fin de (?:la )?semaine prochaine',
    endOfThisWeek: '(?:en |à la )?fin de (?:la |cette )?semaine',
    startOfNextWeek: '(?:(?:en |au )?d[ée]but de )?(?:la )?semaine prochaine',
    weekend: '(?:le |ce )?week-?end',
    endOfNextMonth: '(?:en |à la )?fin (?:du|de) mois prochain',
    endOfThisMonth: '(?:en |à la )?fin (?:du|de|de ce) mois',
    startOfNextMonth: '(?:(?:en |au )?d[ée]but (?:du|de) |le )?mois prochain',
    startOfMonth: '(?:en |au )?d[ée]but[- ]{month}',
    middleOfMonth: '(?:à la )?mi[- ]{month}',
    endOfMonth: '(?:en |à la )?fin[- ]{month}',
    ofNumber: 'le {number}(?:er)?(?! ?(?:{month}|[/.:h]))',
  },
};

const english: Language = {
  days: ['mon(?:day)?', 'tue(?:sday)?', 'wed(?:nesday)?', 'thu(?:rsday)?', 'fri(?:day)?', 'sat(?:urday)?', 'sun(?:day)?'], // prettier-ignore
  months: ['jan[a-z]*', 'feb[a-z]*', 'mar[a-z]*', 'apr[a-z]*', 'may', 'june?', 'july?', 'aug[a-z]*', 'sep[a-z]*', 'oct[a-z]*', 'nov[a-z]*', 'dec[a-z]*'], // prettier-ignore
  phrases: {
    inTwoDays: 'day after tomorrow',
    ofNextWeek: '(?:on )?{day} (?:of )?next week',
    aWeekAfterNext: '(?:a week on {day}|{day} week)',
    endOfNextWeek: '(?:at the )?end of next week',
    endOfThisWeek: '(?:at the )?end of (?:the |this )?week',
    startOfNextWeek: '(?:(?:early|(?:at )?(?:the )?(?:start|beginning) of) )?next week',
    endOfNextMonth: '(?:at the )?end of next month',
    endOfThisMonth: '(?:at the )?end of (?:the |this )?month',
    startOfNextMonth: '(?:(?:early|(?:at )?(?:the )?(?:start|beginning) of) )?next month',
    startOfMonth: '(?:early(?: in)?|(?:at )?(?:the )?(?:start|beginning) of) {month}',
    middleOfMonth: '(?:in )?mid[- ]{month}',
    endOfMonth: '(?:late(?: in)?|(?:at )?(?:the )?end of) {month}',
    ofNumber: '(?:(?:on )?the )?{number}(?:st|nd|rd|th)(?! (?:of )?{month})',
  },
};

const oneOf = (names: readonly string[]) => `(?:${names.join('|')})`;
const placeOf = (names: readonly string[], name: string | undefined) =>
  names.findIndex((one) => new RegExp(`^${one}$`, 'i').test(name ?? ''));

/** Returns what puts the date, as `07/12/2026`, in the place of words that mean a day and that the library does not know. Pure. */
function daysOf({ days, months, phrases }: Language) {
  const parts = { day: oneOf(days), month: oneOf(months), number: '\\d{1,2}' };
  const known = Object.entries(phrases).map(([meaning, written]) => {
    const pattern = written.replace(/\{(day|month|number)\}/g, (_, part: keyof typeof parts) => `(${parts[part]})`);
    return {
      written: new RegExp(`^${pattern}(?![\\p{L}\\d])`, 'iu'),
      meaning: meanings[meaning as keyof typeof meanings],
    };
  });
  return (words: string, here: Date): string => {
    for (const { written, meaning } of known) {
      const [all, ...groups] = written.exec(words) ?? [];
      if (all === undefined) continue;
      const name = groups.find((group) => group !== undefined);
      const rest = words.slice(all.length);
      const found = { day: placeOf(days, name), month: placeOf(months, name), number: Number(name), rest };
      const day = meaning(here, found);
      if (day) return day.toLocaleDateString('en-GB') + rest;
    }
    return words;
  };
}

export const frenchDays = daysOf(french);
export const englishDays = daysOf(english);

/** How the months are written, as patterns. */
export const monthsOf = (isFrench: boolean): readonly string[] => (isFrench ? french : english).months;
