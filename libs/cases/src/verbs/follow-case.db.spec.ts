import type { Principal } from '@guichet/access';
import { CaseQuery } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { listNotifications, markNotificationsRead, notifyAgents } from '@guichet/notifications';
import { allEvents } from '../../../../test/support/all-events.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { counts, inbox } from '../inbox/inbox.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { undoMove } from '../moving/undo-move.js';
import { markRead, markUnread } from '../timeline/mark-case-read.js';
import { followCase } from './follow-case.js';
import { takeNextCase } from './take-next-case.js';
import { updateCase } from './update-case.js';

let town: TestTown;
let schools: string;
let roads: string;
let ana: Principal;
let bob: Principal;
let otto: Principal;
let sue: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools]);
  otto = await town.agent('Otto', [roads]);
  sue = await town.agent('Sue', [], 'supervisor');
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const follow = (who: Principal, caseId: string, follows = true) =>
  as(who, (tx) => followCase(tx, who, { caseId, follows }));
const put = (who: Principal, id: string, wanted: Parameters<typeof updateCase>[2]['wanted']) =>
  as(who, (tx) => updateCase(tx, who, { id, wanted }));
const followedBy = async (who: Principal, query: object = {}) =>
  (await inbox(town.database, who, CaseQuery.parse({ view: 'followed', ...query }))).items.map(({ id }) => id);
const countOf = async (who: Principal) => (await counts(town.database, who)).followed;

describe('a case that an agent follows', () => {
  it('is in their list and count, whoever has it, until they follow it no longer', async () => {
    const [first, second] = [await openCase(town, bob, 'Un'), await openCase(town, bob, 'Deux')];
    await put(bob, first, { assigneeId: bob.id });
    await follow(ana, first);
    await follow(ana, second);

    expect([await followedBy(ana), await countOf(ana)]).toEqual([[second, first], 2]);
    expect([await followedBy(ana, { team: roads }), await followedBy(bob), await countOf(bob)]).toEqual([[], [], 0]);
    expect((await caseDetail(town.database, ana, { id: first })).followed).toBe(true);
    expect((await caseDetail(town.database, bob, { id: first })).followed).toBe(false);

    await follow(ana, first, false);
    await put(bob, second, { status: 'closed' });

    expect([await followedBy(ana), await countOf(ana), await followedBy(ana, { status: 'any' })]).toEqual([
      [],
      0,
      [second],
    ]);
  });

  it('is out of sight with the right to see it, and cannot be followed without', async () => {
    const id = await openCase(town, ana, 'Un');
    await expect(follow(otto, id)).rejects.toMatchObject({ code: 'not-found' });
    await follow(sue, id);
    await follow(ana, id);
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [id, [ana.id]]);

    expect([await followedBy(sue), await countOf(sue), await followedBy(ana)]).toEqual([[], 0, [id]]);
  });

  it('is followed where it is merged into another, once, and itself again when that is undone', async () => {
    const [fromId, intoId] = [await openCase(town, bob, 'Un'), await openCase(town, bob, 'Deux')];
    await follow(ana, fromId);
    await follow(bob, fromId);
    await follow(bob, intoId);
    const { moveId } = await as(bob, (tx) => mergeCase(tx, bob, { fromId, intoId }));

    expect([await followedBy(ana), await followedBy(bob), await countOf(bob)]).toEqual([[intoId], [intoId], 1]);
    expect((await caseDetail(town.database, ana, { id: intoId })).followed).toBe(true);

    await as(bob, (tx) => undoMove(tx, bob, { caseId: intoId, moveId }));
    expect(await followedBy(ana)).toEqual([fromId]);
  });
});

describe('what the citizen writes in it', () => {
  const account = async () => ({ ...(await town.mailbox(schools)), kind: 'sms' as const, conversation: true });
  const writes = async (box: Intake, body: string) =>
    (await receive(town, box, from('phone', '+33639980001', { body })))[0] ?? '';
  /** Notifies of all that has happened, as the worker does: those who were notified already are not again. */
  const notified = async (who: Principal) => {
    const events = await allEvents(town.database);
    await as(sue, (tx) => notifyAgents(tx, events));
    return (await listNotifications(town.database, who, { limit: 9 })).items.map(({ about, case: item }) => [
      about.type,
      item?.id,
    ]);
  };

  it('is notified to those who follow it and may still see it, once until they have read of it', async () => {
    const box = await account();
    const id = await writes(box, 'Bonjour');
    for (const who of [ana, sue]) await follow(who, id);
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [id, [ana.id, bob.id]]);
    expect(await writes(box, 'Toujours rien ?')).toBe(id);
    await writes(box, 'Allô ?');

    expect([await notified(ana), await notified(bob), await notified(sue)]).toEqual([[['followed-case', id]], [], []]);

    await as(ana, (tx) => markNotificationsRead(tx, ana, {}));
    await writes(box, 'Merci');
    expect(await notified(ana)).toHaveLength(2);
  });

  it('is unread again where the agent says so, with all that came after it', async () => {
    const box = await account();
    const id = await writes(box, 'Bonjour');
    await writes(box, 'Encore moi');
    const state = async () => {
      const { unread, readPosition, lastPosition } = await caseDetail(town.database, ana, { id });
      return { unread, left: lastPosition - readPosition };
    };
    const { lastPosition } = await caseDetail(town.database, ana, { id });
    await as(ana, (tx) => markRead(tx, ana, { caseId: id, position: lastPosition }));
    const read = await state();

    await as(ana, (tx) => markUnread(tx, ana, id));

    expect([read, await state()]).toEqual([
      { unread: false, left: 0 },
      { unread: true, left: 1 },
    ]);
    await expect(as(otto, (tx) => markUnread(tx, otto, id))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the next case that an agent takes', () => {
  it('is the most urgent of their teams that nobody has, then what is due first, then what has waited longest', async () => {
    const cases = [];
    for (const subject of ['Old', 'Due', 'High', 'Urgent', 'Taken']) cases.push(await openCase(town, bob, subject));
    const [old, due, high, urgent, taken] = cases as [string, string, string, string, string];
    await openCase(town, otto, 'Of another team');
    await put(bob, high, { priority: 'high' });
    await put(bob, urgent, { priority: 'urgent' });
    await put(bob, taken, { priority: 'urgent', assigneeId: bob.id });
    await town.database.execute(`update cases set due_at = now() + interval '1 day' where id = $1`, [due]);

    const given = [];
    for (let n = 0; n < 5; n += 1) given.push((await as(ana, (tx) => takeNextCase(tx, ana)))?.id ?? null);

    expect(given).toEqual([urgent, high, due, old, null]);
    expect((await caseDetail(town.database, ana, { id: old })).assignee).toMatchObject({ id: ana.id });
  });

  it('is another one for each of two who ask at once', async () => {
    for (let n = 0; n < 4; n += 1) await openCase(town, bob, `Case ${n}`);

    const given = await Promise.all([ana, bob, ana, bob].map((who) => as(who, (tx) => takeNextCase(tx, who))));

    expect(new Set(given.map((one) => one?.id)).size).toBe(4);
  });

  it('is waited for where it is the last one and something is just written of it', async () => {
    const id = await openCase(town, bob, 'Échéance');
    let written = () => {};
    const isLocked = Promise.withResolvers<void>();
    const writing = as(bob, async (tx) => {
      await tx.query('select 1 from cases where id = $1 for update', [id]);
      isLocked.resolve();
      await new Promise<void>((resolve) => (written = resolve));
    });
    await isLocked.promise;
    const taking = as(ana, (tx) => takeNextCase(tx, ana));
    await eventually(async () =>
      expect(
        await town.database.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        ),
      ).toHaveLength(1),
    ).finally(() => written());

    await writing;
    expect((await taking)?.id).toBe(id);
  });

  it('is none where what is written of the last one takes longer, and others are waited for as before', async () => {
    const id = await openCase(town, bob, 'Long');
    const isLocked = Promise.withResolvers<void>();
    const isOver = Promise.withResolvers<void>();
    const writing = as(bob, async (tx) => {
      await tx.query('select 1 from cases where id = $1 for update', [id]);
      isLocked.resolve();
      await isOver.promise;
    });
    await isLocked.promise;
    const taking = as(ana, async (tx) => [
      await takeNextCase(tx, ana),
      await tx.query(`select current_setting('lock_timeout') as wait`),
    ]);
    expect(await taking.finally(() => isOver.resolve())).toEqual([null, [{ wait: '0' }]]);
    await writing;
    const [taken, after] = await as(ana, async (tx) => [
      await takeNextCase(tx, ana),
      await tx.query(`select current_setting('lock_timeout') as wait`),
    ]);
    expect([taken, after]).toEqual([expect.objectContaining({ id }), [{ wait: '0' }]]);
  });

  it('is given back by the version that was taken, and stays with whoever has it where something was changed since', async () => {
    await openCase(town, bob, 'Rendu');
    const back = { assigneeId: null };
    const taken = (await as(ana, (tx) => takeNextCase(tx, ana)))!;
    expect(taken).toMatchObject({ priority: 'normal', dueAt: null });
    const give = ({ id, version }: typeof taken) =>
      as(ana, (tx) => updateCase(tx, ana, { id, wanted: back, expectedVersion: version }));

    await put(bob, taken.id, { priority: 'high' });
    await expect(give(taken)).rejects.toMatchObject({ code: 'case-changed' });
    expect((await caseDetail(town.database, ana, { id: taken.id })).assignee).toMatchObject({ id: ana.id });

    await put(ana, taken.id, back);
    await give((await as(ana, (tx) => takeNextCase(tx, ana)))!);
    expect((await caseDetail(town.database, ana, { id: taken.id })).assignee).toBeNull();
  });

  it('is none for whoever is in no team', async () => {
    await openCase(town, ana, 'Un');

    expect(await as(sue, (tx) => takeNextCase(tx, sue))).toBeNull();
  });
});
