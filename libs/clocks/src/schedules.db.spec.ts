import { randomUUIDv7 } from 'node:crypto';
import type { Principal } from '@guichet/access';
import { DEFAULT_SCHEDULE, Targets } from '@guichet/contracts';
import { Town } from '../../../test/support/town.js';
import { calendarOf, importCalendar, readSchedule, saveSchedule } from './schedules.js';
import { readTargets, saveTargets, shipTargets } from './targets.js';

let town: Town;
let team: string;
let ana: Principal;
let sue: Principal;

beforeAll(async () => {
  town = await Town.build();
  town.database.now = () => new Date('2026-11-25T10:00:00Z');
  team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  sue = await town.agent('Sue', [], 'supervisor');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const reason = (name: string) => ({ more: { errors: [{ reason: name }] } });

describe('the hours of a team', () => {
  it('are those of every team until somebody says otherwise, and read by all', async () => {
    expect(await readSchedule(town.database.read, ana, team)).toEqual(DEFAULT_SCHEDULE);
    const { days } = await calendarOf(town.database.read, ana, team, 2026);
    expect(days.map(({ date }) => date)).toEqual([
      ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
      ...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
    ]);
    await expect(readSchedule(town.database.read, ana, randomUUIDv7())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are refused where they open never, or name a day twice, or come from whoever may not', async () => {
    const week = {
      ...DEFAULT_SCHEDULE.week,
      mon: [],
      tue: [],
      wed: [],
      thu: [],
      fri: [],
      sun: DEFAULT_SCHEDULE.week.mon,
    };
    const sundays = Array.from({ length: 1000 }, (_, n) => ({
      date: new Date(Date.UTC(2026, 10, 29 + 7 * n)).toISOString().slice(0, 10),
      name: '',
      slots: [],
    }));
    const save = (changes: object, who = sue) =>
      as(who, (tx) => saveSchedule(tx, who, team, { ...DEFAULT_SCHEDULE, ...changes }));
    await expect(save({ week, exceptions: sundays })).rejects.toMatchObject(reason('never-opens'));
    await expect(save({ exceptions: [sundays[0], sundays[0]] })).rejects.toMatchObject(reason('day-twice'));
    await expect(save({}, ana)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('take the days of a calendar over, and keep what was said of a day', async () => {
    const kept = { date: '2026-12-24', name: 'Veille de Noël', slots: [{ from: '09:00', to: '12:00' }] };
    await as(sue, (tx) => saveSchedule(tx, sue, team, { ...DEFAULT_SCHEDULE, exceptions: [kept] }));
    const event = (date: string, more = '') =>
      `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:Pont\r\n${more}END:VEVENT`;
    const ical = `BEGIN:VCALENDAR\r\n${event('20261224')}\r\n${event('20260515', 'RRULE:FREQ=YEARLY;COUNT=2\r\n')}\r\nEND:VCALENDAR`;
    const imported = await as(sue, (tx) => importCalendar(tx, sue, team, ical));
    const pont = (date: string) => ({ date, name: 'Pont', slots: [] });
    expect(imported).toEqual({
      schedule: { ...DEFAULT_SCHEDULE, exceptions: [pont('2026-05-15'), kept, pont('2027-05-15')] },
      added: 2,
      skipped: 1,
    });
    expect(await readSchedule(town.database.read, ana, team)).toEqual(imported.schedule);
    const again = await as(sue, (tx) => importCalendar(tx, sue, team, ical));
    expect(again).toMatchObject({ added: 0, skipped: 3 });
  });
});

describe('targets', () => {
  it('are shipped once, with a minute for a chat and five days for a mail', async () => {
    await shipTargets(town.database);
    const first = await readTargets(town.database.read, ana);
    const of = (channel: 'chat' | 'email') => first.targets.find(({ channels }) => channels.includes(channel))!;
    expect(of('chat')['first-response']).toEqual({ value: 1, unit: 'minutes' });
    expect(of('email')['first-response']).toEqual({ value: 5, unit: 'days' });

    const saved = await as(sue, (tx) => saveTargets(tx, sue, { targets: [], version: first.version }));
    expect(saved).toEqual({ targets: [], version: first.version + 1 });
    await shipTargets(town.database);
    expect(await readTargets(town.database.read, ana)).toEqual(saved);
  });

  it('are refused to whoever has not seen the latest, names what is not there, or may not', async () => {
    const { version } = await readTargets(town.database.read, ana);
    const save = (who: Principal, targets: object[], seen = version) =>
      as(who, (tx) => saveTargets(tx, who, Targets.parse({ targets, version: seen })));
    const target = { id: randomUUIDv7(), name: 'Tout', teams: [], kinds: [] };
    await expect(save(sue, [target], version - 1)).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'saved-meanwhile' },
    });
    await expect(save(sue, [{ ...target, teams: [randomUUIDv7()] }])).rejects.toMatchObject({
      more: { errors: [{ path: 'targets.0.teams' }] },
    });
    await expect(save(ana, [])).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
