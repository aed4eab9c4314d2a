import type { Principal } from '@guichet/access';
import { addNote, updateCase } from '@guichet/cases';
import { ClockTown } from '../../../test/support/clock-town.js';
import { layCases } from './lay-cases.js';
import { notifications, readNotifications } from './notifications.js';

let hall: ClockTown;
let ana: Principal;
let bea: Principal;
let sue: Principal;

beforeAll(async () => {
  hall = await ClockTown.build();
  ({ ana, bea, sue } = hall.people);
});
afterAll(() => hall.close());
beforeEach(() => hall.beginAnew());

describe('a timer', () => {
  it('tells each level once, to whoever has to act', async () => {
    const id = await hall.asked();
    await hall.as(sue, (tx) => updateCase(tx, sue, id, { assigneeId: ana.id }, null));
    await hall.follow();
    for (const hours of [7, 18.75, 3.5, 48]) {
      hall.wait(hours);
      await hall.timer(id);
      await hall.timer(id);
    }
    expect(await hall.heard(ana, id)).toEqual(['assigned', 50, 80, 100]);
    expect(await hall.heard(sue, id)).toEqual([100, 200]);
    expect(await hall.heard(bea, id)).toEqual([]);
    expect(await hall.told(id)).toEqual([80, 100, 200]);
    expect(await hall.clock(id)).toMatchObject({
      rang: 200,
      breachedAt: new Date('2026-03-03T13:00:00Z'),
      state: 'running',
    });
  });

  it('warns the team of what nobody has, and comes too late for all but the last', async () => {
    const id = await hall.asked();
    hall.wait(26);
    await hall.timer(id);
    expect([await hall.heard(ana, id), await hall.heard(bea, id), await hall.heard(sue, id)]).toEqual([
      [80],
      [80],
      [80],
    ]);
    hall.wait(24 * 30);
    await hall.timer(id);
    expect(await hall.heard(ana, id)).toEqual([80]);
    // By then the end is missed, too.
    expect((await hall.heard(sue, id)).sort()).toEqual([100, 200, 80]);
    expect(await hall.told(id)).toEqual([80, 100, 200]);
  });

  it('is set for the next level, and needs to be set once', async () => {
    const id = await hall.asked();
    const timers = () =>
      hall.town.database.read<{ at: Date; job: string }>(
        `select run_at - now() + $2::timestamptz as at, id as job from graphile_worker._private_jobs where key = $1`,
        [`clocks:${id}`, hall.now],
      );
    const [first] = await timers();
    expect(Math.abs(first!.at.getTime() - Date.UTC(2026, 2, 2, 14, 30))).toBeLessThan(60_000);
    await hall.system((tx) => layCases(tx, [id]));
    expect((await timers())[0]!.job).toBe(first!.job);
    await hall.timer(id);
    expect(await timers()).toHaveLength(1);
  });

  it('that finds the question answered changes nothing', async () => {
    const id = await hall.asked();
    await hall.answer(id);
    const told = async () => (await hall.clocks(id)).map((row) => ({ ...row, asOf: null }));
    const before = await told();
    hall.wait(100);
    await hall.timer(id);
    expect(await told()).toEqual(before);
    expect((await hall.due(id)).at).toBeNull();
    expect(await hall.told(id)).toEqual([]);
    expect(await hall.heard(ana, id)).toEqual([]);
  });

  it('that was late for a breach is made up for by the answer', async () => {
    const id = await hall.asked();
    hall.wait(24 * 4);
    await hall.answer(id);
    expect(await hall.clock(id)).toMatchObject({
      state: 'done',
      rang: 200,
      breachedAt: new Date('2026-03-03T13:00:00Z'),
    });
    expect(await hall.told(id)).toEqual([200]);
    expect(await hall.heard(sue, id)).toEqual([]);
  });
});

describe('an agent', () => {
  it('hears of being given a case by others, and of being named, once each', async () => {
    const id = await hall.asked();
    await hall.as(ana, (tx) => updateCase(tx, ana, id, { assigneeId: ana.id }, null));
    await hall.as(ana, (tx) => addNote(tx, ana, id, { text: 'Bea, Ana ?', mentions: [bea.id, ana.id] }));
    await hall.follow();
    expect([await hall.heard(ana, id), await hall.heard(bea, id)]).toEqual([[], ['mentioned']]);
    hall.wait(1);
    await hall.as(ana, (tx) => updateCase(tx, ana, id, { assigneeId: bea.id }, null));
    await hall.follow();
    expect(await hall.heard(bea, id)).toEqual(['mentioned', 'assigned']);
  });

  it('reads what is theirs, page by page, without the names of cases that they no longer see', async () => {
    const stranger = await hall.town.agent('Tom', [await hall.town.team('Impôts')]);
    const before = await notifications(hall.town.database, bea, { limit: 1 });
    expect(before.items).toHaveLength(1);
    const rest = await notifications(hall.town.database, bea, { limit: 100, cursor: before.nextCursor! });
    expect(1 + rest.items.length).toBe(before.unread);
    expect(rest.items.map(({ id }) => id)).not.toContain(before.items[0]!.id);

    const own = before.items[0]!.id;
    await hall.as(stranger, (tx) => readNotifications(tx, stranger, [own]));
    expect((await notifications(hall.town.database, bea, { limit: 1 })).unread).toBe(before.unread);
    await hall.as(bea, (tx) => readNotifications(tx, bea, [own]));
    const unread = await notifications(hall.town.database, bea, { limit: 100, unread: '1' });
    expect([unread.unread, unread.items.map(({ id }) => id)]).toEqual([
      before.unread - 1,
      rest.items.map(({ id }) => id),
    ]);

    const moved = await notifications(hall.town.database, { ...bea, teamIds: [] }, { limit: 100 });
    expect(moved.items.map((item) => item.case)).toEqual(moved.items.map(() => null));
    await hall.as(bea, (tx) => readNotifications(tx, bea, undefined));
    expect((await notifications(hall.town.database, bea, { limit: 1 })).unread).toBe(0);
  });
});
