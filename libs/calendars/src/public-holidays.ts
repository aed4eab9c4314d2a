import type { Territory } from '@guichet/contracts';
import { gregorianEaster } from 'date-easter';

/** A date of every year (`07-14`), or a number of days after Easter; `from` and `until` are years, both included. */
interface Holiday {
  on: string | number;
  name: string;
  from?: number;
  until?: number;
}

/** The 11 days of L3133-1, which hold everywhere in France. */
const NATIONAL: readonly Holiday[] = [
  { on: '01-01', name: 'Jour de l’an' },
  { on: 1, name: 'Lundi de Pâques' },
  { on: '05-01', name: 'Fête du Travail' },
  { on: '05-08', name: 'Victoire 1945' },
  { on: 39, name: 'Ascension' },
  { on: 50, name: 'Lundi de Pentecôte' },
  { on: '07-14', name: 'Fête nationale' },
  { on: '08-15', name: 'Assomption' },
  { on: '11-01', name: 'Toussaint' },
  { on: '11-11', name: 'Armistice 1918' },
  { on: '12-25', name: 'Noël' },
];

const GOOD_FRIDAY: Holiday = { on: -2, name: 'Vendredi saint' };
/** Act 83-550 and decree 83-1003. */
const abolition = (on: string, years?: { from?: number; until?: number }): Holiday => ({
  on,
  name: 'Abolition de l’esclavage',
  ...years,
});

/**
 * The further days of each territory. Days that are kept by custom alone are none: Good Friday in Guadeloupe and
 * Martinique, for example, which neither L3133-1 nor L3422-2 names.
 */
const LOCAL: Readonly<Record<Territory, readonly Holiday[]>> = {
  fr: [],
  // Moselle and the two departments on the Rhine (L3134-13).
  'fr-alsace-moselle': [GOOD_FRIDAY, { on: '12-26', name: 'Lendemain de Noël' }],
  'fr-guadeloupe': [abolition('05-27')],
  'fr-martinique': [abolition('05-22')],
  'fr-guyane': [abolition('06-10')],
  'fr-reunion': [abolition('12-20')],
  'fr-mayotte': [abolition('04-27')],
  'fr-saint-barthelemy': [abolition('10-09')],
  // Act 2017-256 moved it from Guadeloupe's day to its own; that the code still names another one is a slip of the law.
  'fr-saint-martin': [abolition('05-27', { until: 2017 }), abolition('05-28', { from: 2018 })],
  'fr-saint-pierre-et-miquelon': [],
  'fr-nouvelle-caledonie': [{ on: '09-24', name: 'Fête de la Citoyenneté' }],
  'fr-polynesie': [
    { on: '03-05', name: 'Arrivée de l’Évangile' },
    GOOD_FRIDAY,
    { on: '06-29', name: 'Fête de l’Autonomie', until: 2025 },
    { on: '11-20', name: 'Matari’i', from: 2026 },
  ],
  'fr-wallis-et-futuna': [
    { on: '04-28', name: 'Saint Pierre Chanel' },
    { on: '06-29', name: 'Saints Pierre et Paul' },
    { on: '07-29', name: 'Fête du Territoire' },
  ],
};

const DAY_MS = 86_400_000;
const years = new Map<string, ReadonlyMap<string, string>>();

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
  const { month, day } = gregorianEaster(year);
  const easter = Date.UTC(year, month - 1, day);
  const dateOf = (on: string | number): string =>
    typeof on === 'string' ? `${year}-${on}` : new Date(easter + on * DAY_MS).toISOString().slice(0, 10);
  const all = [...NATIONAL, ...LOCAL[territory]]
    .filter(({ from = year, until = year }) => from <= year && year <= until)
    .map(({ on, name }): [string, string] => [dateOf(on), name]);
  return new Map(all.sort(([one], [other]) => one.localeCompare(other)));
}
