import type { Principal } from '@guichet/access';
import { DEFAULT_BUSINESS_HOURS } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import { importCalendar } from './import-calendar.js';
import { readBusinessHours, readCalendarDays, saveBusinessHours } from './business-hours.js';

let town: TestTown;
let team: string;
let ana: Principal;
let sue: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  town.database.clock = () => new Date('2026-11-25T10:00:00Z');
  team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  sue = await town.agent('Sue', [], 'supervisor');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const reason = (name: string) => ({ more: { errors: [{ reason: name }] } });

describe('the business hours of a team', () => {
  it('are the default ones until they are saved, and every agent may read them', async () => {
    expect(await readBusinessHours(town.database, ana, team)).toEqual(DEFAULT_BUSINESS_HOURS);
    const { days } = await readCalendarDays(town.database, ana, { teamId: team, year: 2026 });
    expect(days.map(({ date }) => date)).toEqual([
      ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
      ...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
    ]);
    await expect(readBusinessHours(town.database, ana, newId())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are refused where the team would never open, a day is named twice, or the agent may not change them', async () => {
    const week = {
      ...DEFAULT_BUSINESS_HOURS.week,
      mon: [],
      tue: [],
      wed: [],
      thu: [],
      fri: [],
      sun: DEFAULT_BUSINESS_HOURS.week.mon,
    };
    const sundays = Array.from({ length: 1000 }, (_, n) => ({
      date: new Date(Date.UTC(2026, 10, 29 + 7 * n)).toISOString().slice(0, 10),
      name: '',
      slots: [],
    }));
    const save = (changes: object, who = sue) =>
      as(who, (tx) => saveBusinessHours(tx, who, { teamId: team, wanted: { ...DEFAULT_BUSINESS_HOURS, ...changes } }));
    await expect(save({ week, exceptions: sundays })).rejects.toMatchObject(reason('never-opens'));
    await expect(save({ exceptions: [sundays[0], sundays[0]] })).rejects.toMatchObject(reason('day-twice'));
    await expect(save({}, ana)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('import the days of a calendar, and keep the exceptions that there are', async () => {
    const kept = { date: '2026-12-24', name: 'Veille de Noël', slots: [{ from: '09:00', to: '12:00' }] };
    await as(sue, (tx) =>
      saveBusinessHours(tx, sue, { teamId: team, wanted: { ...DEFAULT_BUSINESS_HOURS, exceptions: [kept] } }),
    );
    const event = (date: string, more = '') =>
      `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:Pont\r\n${more}END:VEVENT`;
    const ical = `BEGIN:VCALENDAR\r\n${event('20261224')}\r\n${event('20260515', 'RRULE:FREQ=YEARLY;COUNT=2\r\n')}\r\nEND:VCALENDAR`;
    const imported = await as(sue, (tx) => importCalendar(tx, sue, { teamId: team, ical }));
    const pont = (date: string) => ({ date, name: 'Pont', slots: [] });
    expect(imported).toEqual({
      businessHours: { ...DEFAULT_BUSINESS_HOURS, exceptions: [pont('2026-05-15'), kept, pont('2027-05-15')] },
      added: 2,
      skipped: 1,
    });
    expect(await readBusinessHours(town.database, ana, team)).toEqual(imported.businessHours);
    const again = await as(sue, (tx) => importCalendar(tx, sue, { teamId: team, ical }));
    expect(again).toMatchObject({ added: 0, skipped: 3 });
  });
});
