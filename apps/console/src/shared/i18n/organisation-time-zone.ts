const DAY = 24 * 3_600_000;
const NO_TIME = () => new Date(Number.NaN);

/** The last day and the last minute that a field takes: a year of five figures is a slip of the finger. */
export const LAST_DAY = '9999-12-31';
export const LAST_MINUTE = '9999-12-31T23:59';

let zone: string | undefined;
let clock = clockOf(zone);

/** No day of the town begins within one, wherever it is. */
const QUARTER = 900_000;
/** The days that were asked for lately, by their quarters of an hour: rows of a timeline ask again each time they are drawn. */
const dayNumbers = new Map<number, number>();
const MOST_QUARTERS = 2000;

/** A zone is younger than some browsers. One that does not know it says and reads times by its own. */
function ifKnown(timeZone: string | undefined): string | undefined {
  try {
    clockOf(timeZone);
    return timeZone;
  } catch {
    return undefined;
  }
}

function clockOf(timeZone: string | undefined) {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en', { ...numeric, ...time, timeZone });
}

/**
 * Has every screen say and read times by the clocks of the town, wherever the browser is: deadlines, opening hours and what servers write
 * are by them, too. Without a zone, as until a session says which it is, those of the browser hold.
 */
export function setTownZone(timeZone: string | undefined) {
  if (timeZone === zone) return;
  zone = ifKnown(timeZone);
  clock = clockOf(zone);
  dayNumbers.clear();
}

/** The name of that time zone; undefined: nobody is signed in, or the browser does not know the zone. */
export const townZone = () => zone;

/** Returns a date whose UTC fields are what the clocks of the town show then; an invalid date of an invalid one. */
export function townClock(at: number | string | Date): Date {
  const time = new Date(at).getTime();
  if (Number.isNaN(time)) return NO_TIME();
  const shown: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(time)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour, minute, second } = shown;
  const milliseconds = ((time % 1000) + 1000) % 1000;
  return new Date(new Date(Date.UTC(2000, month - 1, day, hour, minute, second, milliseconds)).setUTCFullYear(year));
}

/** Returns when the clocks of the town show what the UTC fields of a date say. What they skip in spring is an hour later. */
export function atTownClock(shown: Date | number): Date {
  const wanted = Number(shown);
  const ahead = (at: number) => townClock(at).getTime() - at;
  const first = wanted - ahead(wanted);
  // The zone may have changed its offset between the two.
  const second = wanted - ahead(first);
  return new Date(second + ahead(second) === wanted ? second : Math.max(first, second));
}

/** Returns when it is what a field for a date and a time has, such as `2026-11-27T16:30`; an invalid date where it has none. */
export const readTownTime = (typed: string): Date => {
  const [minute] = /^[^:]+:\d\d/.exec(typed) ?? [];
  return minute === undefined ? NO_TIME() : atTownClock(Date.parse(`${minute}Z`));
};

/** The day that it is in the town, as `2026-12-31`. */
export const townDay = (at: number | string | Date): string => townClock(at).toISOString().slice(0, 10);

/** Returns which day it is in the town, so that two moments of one day have the same, and the next day has one more. */
export function townDayNumber(at: number | string | Date): number {
  const quarter = Math.floor(new Date(at).getTime() / QUARTER);
  const known = dayNumbers.get(quarter);
  if (known !== undefined) return known;
  const day = Math.floor(townClock(at).getTime() / DAY);
  if (dayNumbers.size >= MOST_QUARTERS) dayNumbers.clear();
  dayNumbers.set(quarter, day);
  return day;
}
