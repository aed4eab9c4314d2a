import { Territory } from '@guichet/contracts';
import Calendar from 'date-holidays';
import { holidaysOf } from './public-holidays.js';

/** Where `date-holidays` has each territory. */
const PLACES: Record<Territory, [country: string, state?: string]> = {
  fr: ['FR'],
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

/** The two calendars do not agree with the law on these: see the comments at `LOCAL`. */
const DIFFERENT: Partial<Record<Territory, RegExp>> = {
  'fr-guadeloupe': /^Vendredi saint$/,
  'fr-martinique': /^Vendredi saint$/,
  'fr-saint-martin': /^Abolition/,
};

const YEARS = Array.from({ length: 61 }, (_, n) => 2000 + n);

it.each(Territory.options)('the holidays of %s are those of an independent calendar', (territory) => {
  const [country, state] = PLACES[territory];
  const calendar = state ? new Calendar(country, state) : new Calendar(country);
  const different = (name: string) => DIFFERENT[territory]?.test(name) ?? false;
  for (const year of YEARS) {
    const expected = calendar
      .getHolidays(year, 'fr')
      .filter(({ type, name }) => type === 'public' && !different(name))
      .map(({ date }) => date.slice(0, 10));
    const found = [...holidaysOf(territory, year)].filter(([, name]) => !different(name)).map(([date]) => date);
    expect(found).toEqual([...new Set(expected)].sort());
  }
});

it.each([
  ['fr-saint-martin', '2017-05-27', 'Abolition de l’esclavage'],
  ['fr-saint-martin', '2018-05-28', 'Abolition de l’esclavage'],
  ['fr-saint-martin', '2018-05-27', undefined],
  ['fr-guadeloupe', '2026-04-03', undefined],
  ['fr-martinique', '2026-04-03', undefined],
  ['fr-polynesie', '2026-04-03', 'Vendredi saint'],
  ['fr', '2026-04-06', 'Lundi de Pâques'],
] as const)('the holidays of %s on %s are right: %s', (territory, date, name) => {
  expect(holidaysOf(territory, Number(date.slice(0, 4))).get(date)).toBe(name);
});
