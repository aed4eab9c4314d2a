import { DEFAULT_BUSINESS_HOURS, type Duration, type BusinessHours, type Slot, type Weekday } from '@guichet/contracts';
import { dueAt, isOpen, nextOpenTime, workingSeconds } from './working-time.js';

type Week = Partial<Record<Weekday, Slot[]>>;
const NONE = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const slot = (range: string): Slot => ({ from: range.slice(0, 5), to: range.slice(6) });
const week = (days: Weekday[], ...ranges: string[]): Week =>
  Object.fromEntries(days.map((day) => [day, ranges.map(slot)]));
const FIVE: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const SEVEN: Weekday[] = [...FIVE, 'sat', 'sun'];

const made = (hours: Week, changes: Partial<BusinessHours> = {}): BusinessHours => ({
  ...DEFAULT_BUSINESS_HOURS,
  week: { ...NONE, ...hours },
  ...changes,
});
const closed = (date: string) => ({ date, name: 'Fermé', slots: [] });

/** Six and a half hours a day: 9–12 and 13:30–17, in Paris. */
const office = DEFAULT_BUSINESS_HOURS;
const of = (territory: BusinessHours['territory'], timeZone = 'Europe/Paris') => ({ ...office, territory, timeZone });
const all = made({}, { territory: null });
const night = made(week(SEVEN, '01:00-04:00'), { territory: null });
const late = made(week(FIVE, '22:00-06:00'), { territory: null });
const alsace = of('fr-alsace-moselle');
const reunion = of('fr-reunion', 'Indian/Reunion');
const guadeloupe = of('fr-guadeloupe', 'America/Guadeloupe');
const martinique = of('fr-martinique', 'America/Martinique');
const guyane = of('fr-guyane', 'America/Cayenne');
const mayotte = of('fr-mayotte', 'Indian/Mayotte');
const barthelemy = of('fr-saint-barthelemy', 'America/St_Barthelemy');
const martin = of('fr-saint-martin', 'America/Marigot');
const miquelon = of('fr-saint-pierre-et-miquelon', 'America/Miquelon');
const noumea = of('fr-nouvelle-caledonie', 'Pacific/Noumea');
const tahiti = of('fr-polynesie', 'Pacific/Tahiti');
const marquesas = of('fr-polynesie', 'Pacific/Marquesas');
const wallis = of('fr-wallis-et-futuna', 'Pacific/Wallis');
const halfDay = {
  ...office,
  exceptions: [{ date: '2026-12-24', name: 'Veille de Noël', slots: [slot('09:00-12:00')] }],
};
const worked = {
  ...office,
  exceptions: [{ date: '2026-05-25', name: 'Journée de solidarité', slots: [slot('09:00-12:00')] }],
};
const saturday = { ...office, exceptions: [{ date: '2026-09-05', name: 'Forum', slots: [slot('10:00-16:00')] }] };
const bridge = { ...office, exceptions: [closed('2026-05-15')] };
const overlapping = made(week(FIVE, '09:00-12:00', '11:00-14:00', '13:30-17:00'), { territory: null });
const nightAndDay = made({ ...week(FIVE, '20:00-10:00'), ...week(['sat'], '08:00-12:00') }, { territory: null });
const gap = made(week(SEVEN, '02:15-02:45'), { territory: null });

/** `2026-03-27 16:00` on the wall of the team; with an offset, where an hour comes twice. */
function at(schedule: BusinessHours, wall: string): Date {
  const iso = wall.replace(' ', 'T');
  if (/[+Z]|T.*-/.test(iso)) return new Date(iso);
  return new Date(Temporal.PlainDateTime.from(iso).toZonedDateTime(schedule.timeZone).epochMilliseconds);
}

const duration = (text: string): Duration => {
  const [value, unit] = text.split(' ');
  return { value: Number(value), unit: unit as Duration['unit'] };
};

// prettier-ignore
const targets: [what: string, schedule: BusinessHours, startedAt: string, target: string, due: string][] = [
  // Within days
  ['a morning',                              office, '2026-03-02 09:15', '1 hours', '2026-03-02 10:15'],
  ['over lunch',                             office, '2026-03-02 11:30', '1 hours', '2026-03-02 14:00'],
  ['begun at lunch',                         office, '2026-03-02 12:45', '30 minutes', '2026-03-02 14:00'],
  ['to the minute of closing',               office, '2026-03-02 16:00', '1 hours', '2026-03-02 17:00'],
  ['over night',                             office, '2026-03-02 16:30', '1 hours', '2026-03-03 09:30'],
  ['over the weekend',                       office, '2026-03-06 16:30', '1 hours', '2026-03-09 09:30'],
  ['begun on Sunday',                        office, '2026-03-08 11:00', '1 minutes', '2026-03-09 09:01'],
  ['a week of hours',                        office, '2026-03-02 09:00', '65 hours', '2026-03-13 17:00'],
  // Days: the one on which it begins does not count
  ['5 days from Monday',                     office, '2026-03-02 10:00', '5 days', '2026-03-09 17:00'],
  ['5 days from a Monday night',             office, '2026-03-02 23:50', '5 days', '2026-03-09 17:00'],
  ['1 day from Friday',                      office, '2026-03-06 10:00', '1 days', '2026-03-09 17:00'],
  ['1 day from Saturday begins on Monday',   office, '2026-03-07 10:00', '1 days', '2026-03-10 17:00'],
  ['15 days with Easter Monday',             office, '2026-03-30 10:00', '15 days', '2026-04-21 17:00'],
  ['1 day over Ascension',                   office, '2026-05-13 10:00', '1 days', '2026-05-15 17:00'],
  ['1 day over Ascension and a bridge',      bridge, '2026-05-13 10:00', '1 days', '2026-05-18 17:00'],
  ['1 day over Whit Monday',                 office, '2026-05-22 10:00', '1 days', '2026-05-26 17:00'],
  ['1 day to a Whit Monday that is worked',  worked, '2026-05-22 10:00', '1 days', '2026-05-25 12:00'],
  ['begun on 14 July',                       office, '2026-07-14 10:00', '1 days', '2026-07-16 17:00'],
  ['over two Fridays of May',                office, '2026-04-30 09:00', '6 days', '2026-05-12 17:00'],
  ['1 day to a half day',                    halfDay, '2026-12-23 09:00', '1 days', '2026-12-24 12:00'],
  ['hours over a half day and Christmas',    halfDay, '2026-12-23 16:00', '5 hours', '2026-12-28 10:00'],
  ['a Saturday that is worked',              saturday, '2026-09-04 16:30', '2 hours', '2026-09-05 11:30'],
  // Year ends and leap days
  ['over New Year',                          office, '2026-12-31 16:00', '2 hours', '2027-01-04 10:00'],
  ['3 days over New Year',                   office, '2026-12-30 16:00', '3 days', '2027-01-05 17:00'],
  ['over a year',                            office, '2026-12-31 10:00', '253 days', '2027-12-30 17:00'],
  ['to 29 February',                         office, '2028-02-28 16:30', '1 hours', '2028-02-29 09:30'],
  ['over 29 February',                       office, '2028-02-28 10:00', '2 days', '2028-03-01 17:00'],
  ['no 29 February',                         office, '2027-02-26 10:00', '1 days', '2027-03-01 17:00'],
  // Daylight saving
  ['a night that lacks an hour',             night, '2026-03-29 00:30', '2 hours', '2026-03-29 04:00'],
  ['more than such a night has',             night, '2026-03-29 00:30', '150 minutes', '2026-03-30 01:30'],
  ['a night with an hour twice, its end',    night, '2026-10-25 00:30', '4 hours', '2026-10-25 04:00'],
  ['a night with an hour twice, its first',  night, '2026-10-25 00:30', '90 minutes', '2026-10-25T02:30:00+02:00'],
  ['a night with an hour twice, its second', night, '2026-10-25 00:30', '150 minutes', '2026-10-25T02:30:00+01:00'],
  ['a day by the clock in spring',           all, '2026-03-28 12:00', '24 hours', '2026-03-29 13:00'],
  ['a day by the clock in autumn',           all, '2026-10-24 12:00', '24 hours', '2026-10-25 11:00'],
  ['office hours know of no change',         office, '2026-03-27 16:30', '1 hours', '2026-03-30 09:30'],
  ['office hours in autumn neither',         office, '2026-10-23 16:30', '1 hours', '2026-10-26 09:30'],
  ['an opening that spring leaves out',      gap, '2026-03-28 12:00', '1 minutes', '2026-03-30 02:16'],
  // Past midnight, overlaps, always
  ['a night shift',                          late, '2026-03-02 23:00', '4 hours', '2026-03-03 03:00'],
  ['the night of Friday ends on Saturday',   late, '2026-03-06 23:00', '8 hours', '2026-03-09 23:00'],
  ['1 day closes the morning after',         late, '2026-03-02 23:00', '1 days', '2026-03-04 06:00'],
  ['New Year’s night',                       late, '2026-12-31 23:00', '4 hours', '2027-01-01 03:00'],
  ['a night that runs into a Saturday',      nightAndDay, '2026-03-07 07:00', '5 hours', '2026-03-07 12:00'],
  ['slots that overlap count once',          overlapping, '2026-03-02 09:00', '8 hours', '2026-03-02 17:00'],
  ['always open',                            all, '2026-12-25 00:00', '10 minutes', '2026-12-25 00:10'],
  ['always open, days end at midnight',      all, '2026-12-25 10:00', '1 days', '2026-12-27 00:00'],
  // Alsace-Moselle (L3134-13)
  ['Good Friday in Alsace-Moselle',          alsace, '2026-04-02 16:30', '1 hours', '2026-04-07 09:30'],
  ['Good Friday elsewhere',                  office, '2026-04-02 16:30', '1 hours', '2026-04-03 09:30'],
  ['26 December in Alsace-Moselle',          alsace, '2028-12-22 16:30', '1 hours', '2028-12-27 09:30'],
  ['26 December elsewhere',                  office, '2028-12-22 16:30', '1 hours', '2028-12-26 09:30'],
  // Overseas (L3422-2 and local law)
  ['20 December on La Réunion',              reunion, '2027-12-17 16:30', '1 hours', '2027-12-21 09:30'],
  ['20 December in Paris',                   office, '2027-12-17 16:30', '1 hours', '2027-12-20 09:30'],
  ['no change of the clock on La Réunion',   reunion, '2026-03-27 16:30', '1 hours', '2026-03-30 09:30'],
  ['27 May in Guadeloupe',                   guadeloupe, '2026-05-26 16:30', '1 hours', '2026-05-28 09:30'],
  ['Good Friday in Guadeloupe is a custom',  guadeloupe, '2026-04-02 16:30', '1 hours', '2026-04-03 09:30'],
  ['22 May in Martinique',                   martinique, '2026-05-21 10:00', '1 days', '2026-05-26 17:00'],
  ['10 June in Guyane',                      guyane, '2026-06-09 10:00', '1 days', '2026-06-11 17:00'],
  ['27 April on Mayotte',                    mayotte, '2026-04-24 10:00', '1 days', '2026-04-28 17:00'],
  ['9 October on Saint-Barthélemy',          barthelemy, '2026-10-08 10:00', '1 days', '2026-10-12 17:00'],
  ['20 November in Tahiti',                  tahiti, '2026-11-19 10:00', '1 days', '2026-11-23 17:00'],
  ['29 June in Tahiti, no holiday since 2025', tahiti, '2026-06-26 10:00', '1 days', '2026-06-29 17:00'],
  ['28 May on Saint-Martin',                 martin, '2026-05-27 10:00', '1 days', '2026-05-29 17:00'],
  ['Saint-Pierre-et-Miquelon, its own spring', miquelon, '2026-03-06 16:30', '1 hours', '2026-03-09 09:30'],
  ['24 September in Nouvelle-Calédonie',     noumea, '2026-09-23 16:30', '1 hours', '2026-09-25 09:30'],
  ['5 March in Polynésie',                   tahiti, '2026-03-04 10:00', '1 days', '2026-03-06 17:00'],
  ['20 November in Polynésie',               tahiti, '2026-11-19 10:00', '1 days', '2026-11-23 17:00'],
  ['the half-hour zone of the Marquesas',    marquesas, '2026-03-02T18:45:00Z', '30 minutes', '2026-03-02T19:15:00Z'],
  ['28 April on Wallis',                     wallis, '2026-04-27 10:00', '1 days', '2026-04-29 17:00'],
];

// prettier-ignore
const spans: [what: string, schedule: BusinessHours, from: string, to: string, worked: string][] = [
  ['a night in March',         night, '2026-03-29 00:00', '2026-03-29 12:00', '2:00'],
  ['a night in October',       night, '2026-10-25 00:00', '2026-10-25 12:00', '4:00'],
  ['any other night',          night, '2026-10-26 00:00', '2026-10-26 12:00', '3:00'],
  ['a day',                    office, '2026-03-02 00:00', '2026-03-03 00:00', '6:30'],
  ['a lunch break',            office, '2026-03-02 12:00', '2026-03-02 13:30', '0:00'],
  ['a part of a slot',         office, '2026-03-02 09:10', '2026-03-02 09:40', '0:30'],
  ['the week of Easter',       office, '2026-04-06 00:00', '2026-04-13 00:00', '26:00'],
  ['Holy Week in Alsace',      alsace, '2026-03-30 00:00', '2026-04-06 00:00', '26:00'],
  ['2026 has 252 working days', office, '2026-01-01 00:00', '2027-01-01 00:00', '1638:00'],
  ['two years',                all, '2027-01-01 00:00', '2029-01-01 00:00', '17544:00'],
  ['backwards',                office, '2026-03-03 00:00', '2026-03-02 00:00', '0:00'],
  ['a week of nights',         late, '2026-03-02 00:00', '2026-03-09 00:00', '40:00'],
  ['an opening left out',      gap, '2026-03-29 00:00', '2026-03-30 00:00', '0:00'],
  ['25 hours',                 all, '2026-10-25 00:00', '2026-10-26 00:00', '25:00'],
];

describe('a target is due', () => {
  // Threats: C01.
  it.each(targets)('%s', (_, schedule, startedAt, target, due) => {
    const found = dueAt(schedule, at(schedule, startedAt), duration(target));
    expect(found?.toISOString()).toBe(at(schedule, due).toISOString());
  });
});

describe('working time of', () => {
  it.each(spans)('%s', (_, schedule, from, to, expected) => {
    const minutes = workingSeconds(schedule, at(schedule, from), at(schedule, to)) / 60;
    expect(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`).toBe(expected);
  });
});

describe('a team', () => {
  // prettier-ignore
  it.each<[string, BusinessHours, string, boolean, string]>([
    ['in the morning',     office, '2026-03-02 09:00', true, '2026-03-02 09:00'],
    ['before it',          office, '2026-03-02 08:59', false, '2026-03-02 09:00'],
    ['at lunch',           office, '2026-03-02 12:00', false, '2026-03-02 13:30'],
    ['after its day',      office, '2026-03-02 17:00', false, '2026-03-03 09:00'],
    ['on a holiday',       office, '2026-05-14 10:00', false, '2026-05-15 09:00'],
    ['at the end of a year', office, '2026-12-31 17:30', false, '2027-01-04 09:00'],
    ['in its night',       late, '2026-03-07 05:59', true, '2026-03-07 05:59'],
    ['after its week',     late, '2026-03-07 06:00', false, '2026-03-09 22:00'],
    ['that is always there', all, '2026-12-25 03:00', true, '2026-12-25 03:00'],
  ])('%s', (_, schedule, wall, open, next) => {
    expect(isOpen(schedule, at(schedule, wall))).toBe(open);
    expect(nextOpenTime(schedule, at(schedule, wall))?.toISOString()).toBe(at(schedule, next).toISOString());
  });

  it('that never opens has no due dates', () => {
    const days = Array.from({ length: 1000 }, (_, n) =>
      closed(new Date(Date.UTC(2026, 0, 5 + 7 * n)).toISOString().slice(0, 10)),
    );
    const never = made(week(['mon'], '09:00-12:00'), { exceptions: days });
    const from = new Date('2026-01-02T10:00:00Z');
    expect(nextOpenTime(never, from)).toBeUndefined();
    expect(dueAt(never, from, duration('1 minutes'))).toBeUndefined();
    expect(dueAt(never, from, duration('1 days'))).toBeUndefined();
    expect(dueAt(office, from, duration('9999 days'))?.getUTCFullYear()).toBe(2065);
  });
});
