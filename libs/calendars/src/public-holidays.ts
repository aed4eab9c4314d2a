import { createRequire } from 'node:module';
import type { Territory } from '@guichet/contracts';
import type DateHolidays from 'date-holidays';

/** The package holds the holidays of the whole world: it is loaded when a holiday is first asked for. */
const load = (): typeof DateHolidays => createRequire(import.meta.url)('date-holidays') as typeof DateHolidays;

/** Countries and states of `date-holidays`. All 11 days of L3133-1 hold everywhere in France. */
const places: Record<Territory, [country: string, state?: string]> = {
  fr: ['FR'],
  // Moselle; the two Rhine departments have the same days (L3134-13).
  'fr-alsace-moselle': ['FR', '57'],
  'fr-guadeloupe': ['GP'],
  'fr-martinique': ['MQ'],
  'fr-guyane': ['GF'],
  'fr-reunion': ['RE'],
  'fr-mayotte': ['YT'],
  'fr-saint-barthelemy': ['BL'],
  'fr-saint-martin': ['MF'],
  'fr-saint-pierre-et-miquelon': ['PM'],
  'fr-nouvelle-caledonie': ['NC'],
  'fr-polynesie': ['PF'],
  'fr-wallis-et-futuna': ['WF'],
};

/** Where the calendar of `date-holidays` is not that of the law. */
const corrections: Partial<
  Record<Territory, { not: RegExp; instead?: { monthDay: string; name: string }; since?: number }>
> = {
  // Good Friday is kept there by custom: neither L3133-1 nor L3422-2 names it.
  'fr-guadeloupe': { not: /^Vendredi saint$/ },
  'fr-martinique': { not: /^Vendredi saint$/ },
  // Law 2017-256 moved it from Guadeloupe's day to its own; that the code still names another one is a slip of the law.
  'fr-saint-martin': {
    not: /^Abolition/,
    instead: { monthDay: '05-28', name: 'Abolition de l’esclavage' },
    since: 2018,
  },
};

const calendars = new Map<Territory, DateHolidays>();
const years = new Map<string, ReadonlyMap<string, string>>();

/** As they are called in France: the package says whose national day it is. */
const frenchName = (name: string): string => name.replace(/^Fête Nationale.*/, 'Fête nationale').replaceAll("'", '’');

/** The public holidays of a year, by their date (`2026-07-14`), under their French names. */
export function holidaysOf(territory: Territory, year: number): ReadonlyMap<string, string> {
  const key = `${territory} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const days = compute(territory, year);
  years.set(key, days);
  return days;
}

function compute(territory: Territory, year: number): Map<string, string> {
  const found = corrections[territory];
  const correction = found && year >= (found.since ?? 0) ? found : undefined;
  const all = calendarOf(territory)
    .getHolidays(year, 'fr')
    // The others are days on which nobody has to be free: mothers' day, carnival, a custom of banks.
    .filter(({ type, name }) => type === 'public' && !correction?.not.test(name))
    .map(({ date, name }): [string, string] => [date.slice(0, 10), frenchName(name)]);
  if (correction?.instead) all.push([`${year}-${correction.instead.monthDay}`, correction.instead.name]);
  return new Map(all.sort(([one], [other]) => one.localeCompare(other)));
}

function calendarOf(territory: Territory): DateHolidays {
  let calendar = calendars.get(territory);
  if (!calendar) {
    const Calendar = load();
    const [country, state] = places[territory];
    calendar = state ? new Calendar(country, state) : new Calendar(country);
    calendars.set(territory, calendar);
  }
  return calendar;
}
