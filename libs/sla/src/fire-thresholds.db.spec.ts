import type { Principal } from '@guichet/access';
import { addNote, updateCase } from '@guichet/cases';
import { listNotifications, markNotificationsRead } from '@guichet/notifications';
import { Logger } from '@guichet/platform';
import { receive } from '../../../test/support/receive-messages.js';
import { SlaTown } from '../../../test/support/sla-town.js';
import { mail } from '../../../test/support/test-town.js';
import { ThresholdSweep } from './threshold-sweep.js';

const silent = new Logger('silent');

let hall: SlaTown;
let ana: Principal;
let bea: Principal;
let sue: Principal;

beforeAll(async () => {
  hall = await SlaTown.build();
  ({ ana, bea, sue } = hall.people);
});
afterAll(() => hall.close());
beforeEach(() => hall.reset());

describe('a timer', () => {
  it('fires each threshold once, and notifies those who have to act', async () => {
    const id = await hall.newCase();
    await hall.as(sue, (tx) => updateCase(tx, sue, { id, wanted: { assigneeId: ana.id } }));
    await hall.readLog();
    for (const hours of [7, 18.75, 3.5, 48]) {
      hall.wait(hours);
      await hall.fireTimer(id);
      await hall.fireTimer(id);
    }
    expect(await hall.notified(ana, id)).toEqual(['assigned', 50, 80, 100]);
    expect(await hall.notified(sue, id)).toEqual([100, 200]);
    expect(await hall.notified(bea, id)).toEqual([]);
    expect(await hall.shownThresholds(id)).toEqual([80, 100, 200]);
    expect(await hall.timer(id)).toMatchObject({
      lastThreshold: 200,
      breachedAt: new Date('2026-03-03T13:00:00Z'),
      state: 'running',
    });
  });

  it('warns the whole team when nobody is assigned, and when it is late fires only the last threshold', async () => {
    const id = await hall.newCase();
    hall.wait(26);
    await hall.fireTimer(id);
    expect([await hall.notified(ana, id), await hall.notified(bea, id), await hall.notified(sue, id)]).toEqual([
      [80],
      [80],
      [80],
    ]);
    hall.wait(24 * 30);
    await hall.fireTimer(id);
    expect(await hall.notified(ana, id)).toEqual([80]);
    // By then the target of the resolution is missed, too.
    expect((await hall.notified(sue, id)).sort()).toEqual([100, 200, 80]);
    expect(await hall.shownThresholds(id)).toEqual([80, 100, 200]);
  });

  it('is found once its time has come, in whatever case, and fires once', async () => {
    const sweep = new ThresholdSweep(hall.town.database, silent);
    // Those of earlier tests first.
    while (await sweep.turn());
    const [one, other] = [await hall.newCase(), await hall.newCase()];
    const shown = async () => [await hall.shownThresholds(one), await hall.shownThresholds(other)];
    hall.wait(7.9);
    await sweep.turn();
    expect(await shown()).toEqual([[], []]);
    hall.wait(18.2);
    await sweep.turn();
    expect(await shown()).toEqual([[80], [80]]);
    await sweep.turn();
    expect(await shown()).toEqual([[80], [80]]);
    expect(await hall.town.database.query(`select 1 from graphile_worker.jobs where task_identifier = 'fire-sla-thresholds'`)).toEqual([]); // prettier-ignore
  });

  it('of a case that cannot be computed is left to a job and holds up no other', async () => {
    const [broken, sound] = [await hall.newCase(), await hall.newCase()];
    const sweep = new ThresholdSweep(hall.town.database, silent);
    await hall.town.database.execute(
      `create function refuse() returns trigger language plpgsql as $$begin raise exception 'broken'; end$$;
       create trigger broken before update on sla_timer for each row when (old.case_id = '${broken}') execute function refuse()`,
    );
    hall.wait(26);
    while (await sweep.turn());
    await sweep.turn();
    expect([await hall.shownThresholds(broken), await hall.shownThresholds(sound)]).toEqual([[], [80]]);
    expect(await hall.town.database.query(`select key from graphile_worker.jobs where task_identifier = 'fire-sla-thresholds'`)).toEqual([{ key: `sla:${broken}` }]); // prettier-ignore
    await hall.town.database.execute(`drop trigger broken on sla_timer`);
    hall.wait(2);
    await sweep.turn();
    expect(await hall.shownThresholds(broken)).toEqual([80]);
  });

  it('of a case that lay in a mailbox shows what it has missed before it came, and alarms nobody', async () => {
    const receivedAt = new Date(hall.now.getTime() - 5 * 24 * 3_600_000);
    const [id] = await receive(hall.town, { ...hall.box, receivedAt }, mail('old@citizen.test'));
    await hall.readLog();
    expect(await hall.timer(id!)).toMatchObject({ breachedAt: expect.any(Date), lastThreshold: 100 });
    expect(await hall.shownThresholds(id!)).toContain(100);
    expect([await hall.notified(ana, id!), await hall.notified(sue, id!)]).toEqual([[], []]);
  });

  it('changes nothing after the reply', async () => {
    const id = await hall.newCase();
    await hall.reply(id);
    const rows = async () => (await hall.timers(id)).map((row) => ({ ...row, asOf: null }));
    const before = await rows();
    hall.wait(100);
    await hall.fireTimer(id);
    expect(await rows()).toEqual(before);
    expect((await hall.due(id)).at).toBeNull();
    expect(await hall.shownThresholds(id)).toEqual([]);
    expect(await hall.notified(ana, id)).toEqual([]);
  });

  it('that is late for a breach: the reply records it', async () => {
    const id = await hall.newCase();
    hall.wait(24 * 4);
    await hall.reply(id);
    expect(await hall.timer(id)).toMatchObject({
      state: 'done',
      lastThreshold: 200,
      breachedAt: new Date('2026-03-03T13:00:00Z'),
    });
    expect(await hall.shownThresholds(id)).toEqual([200]);
    expect(await hall.notified(sue, id)).toEqual([]);
  });
});

describe('an agent', () => {
  it('is notified once of an assignment by others and of a mention', async () => {
    const id = await hall.newCase();
    await hall.as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: ana.id } }));
    await hall.as(ana, (tx) =>
      addNote(tx, ana, { caseId: id, note: { text: 'Bea, Ana ?', mentions: [bea.id, ana.id] } }),
    );
    await hall.readLog();
    expect([await hall.notified(ana, id), await hall.notified(bea, id)]).toEqual([[], ['mentioned']]);
    hall.wait(1);
    await hall.as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: bea.id } }));
    await hall.readLog();
    expect(await hall.notified(bea, id)).toEqual(['mentioned', 'assigned']);
  });

  // Threats: A030.
  it('is notified of a mention only in a case that they may see', async () => {
    const id = await hall.newCase();
    const stranger = await hall.town.agent('Lea', [await hall.town.team('Sports')]);
    const note = { text: 'Lea, Sue ?', mentions: [stranger.id, sue.id] };
    await hall.as(ana, (tx) => addNote(tx, ana, { caseId: id, note }));
    await hall.readLog();
    expect([await hall.notified(stranger, id), await hall.notified(sue, id)]).toEqual([[], ['mentioned']]);
  });

  // Threats: A030.
  it('reads their own notifications, page by page, without the names of cases that they no longer see', async () => {
    const stranger = await hall.town.agent('Tom', [await hall.town.team('Impôts')]);
    const before = await listNotifications(hall.town.database, bea, { limit: 1 });
    expect(before.items).toHaveLength(1);
    const rest = await listNotifications(hall.town.database, bea, { limit: 100, cursor: before.nextCursor! });
    expect(1 + rest.items.length).toBe(before.unread);
    expect(rest.items.map(({ id }) => id)).not.toContain(before.items[0]!.id);

    const own = before.items[0]!.id;
    await hall.as(stranger, (tx) => markNotificationsRead(tx, stranger, { ids: [own] }));
    expect((await listNotifications(hall.town.database, bea, { limit: 1 })).unread).toBe(before.unread);
    await hall.as(bea, (tx) => markNotificationsRead(tx, bea, { ids: [own] }));
    const unread = await listNotifications(hall.town.database, bea, { limit: 100, unread: '1' });
    expect([unread.unread, unread.items.map(({ id }) => id)]).toEqual([
      before.unread - 1,
      rest.items.map(({ id }) => id),
    ]);

    const moved = await listNotifications(hall.town.database, { ...bea, teamIds: [] }, { limit: 100 });
    expect(moved.items.map((item) => item.case)).toEqual(moved.items.map(() => null));
    await hall.as(bea, (tx) => markNotificationsRead(tx, bea, {}));
    expect((await listNotifications(hall.town.database, bea, { limit: 1 })).unread).toBe(0);
  });
});
