import type { Principal } from '@guichet/access';
import { saveBusinessHours } from '@guichet/calendars';
import { inbox, mergeCase, splitCase, timeline, undoMove, updateCase } from '@guichet/cases';
import { CaseQuery, DEFAULT_BUSINESS_HOURS } from '@guichet/contracts';
import { openCase } from '../../../test/support/open-case.js';
import { SlaTown } from '../../../test/support/sla-town.js';
import { receive } from '../../../test/support/receive-messages.js';
import { mail } from '../../../test/support/test-town.js';
import { explainTimers } from './explain-timers.js';
import { recomputeTimers } from './recompute-timers.js';
import { recomputeUnfinishedCases } from './update-timers.js';

let hall: SlaTown;
let ana: Principal;
let root: Principal;

beforeAll(async () => {
  hall = await SlaTown.build();
  ({ ana, root } = hall.people);
});
afterAll(() => hall.close());
beforeEach(() => hall.reset());

describe('a message', () => {
  it('starts a response and a resolution timer, and the inbox shows the one that is due first', async () => {
    const id = await hall.newCase();
    expect(await hall.timers(id)).toMatchObject([
      {
        kind: 'first-response',
        state: 'running',
        startPosition: 1,
        totalSeconds: 36_000,
        targetName: 'Courriels',
        lastThreshold: null,
      },
      { kind: 'resolution', state: 'running', startPosition: 1, totalSeconds: 360_000 },
    ]);
    // 6.5 hours on Monday, 3 on Tuesday morning, half an hour after lunch.
    expect(await hall.due(id)).toEqual({ at: new Date('2026-03-03T13:00:00Z'), for: 'first-response' });
  });

  it('that opens a case starts the timers with it, as they would be computed later', async () => {
    const [id] = await receive(hall.town, hall.box, mail('early@citizen.test'));
    const started = await hall.timers(id!);
    expect(started.map(({ kind, state }) => [kind, state])).toEqual([
      ['first-response', 'running'],
      ['resolution', 'running'],
    ]);
    expect(await hall.due(id!)).toEqual({ at: new Date('2026-03-03T13:00:00Z'), for: 'first-response' });
    await hall.system((tx) => recomputeTimers(tx, [id!]));
    expect(await hall.timers(id!)).toEqual(started);
  });

  it('that is replied to ends its timer, and later changes do not touch it', async () => {
    const id = await hall.newCase();
    hall.wait(2);
    await hall.reply(id);
    const done = await hall.timer(id);
    expect(done).toMatchObject({ state: 'done', elapsedSeconds: 7200, breachedAt: null, endedAt: hall.now });
    expect(await hall.due(id)).toEqual({ at: null, for: null });
    expect(await hall.timer(id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null, elapsedSeconds: 7200 });

    await hall.setTarget({ 'first-response': { value: 1, unit: 'minutes' } });
    await hall.as(root, (tx) =>
      saveBusinessHours(tx, root, { teamId: hall.team, wanted: { ...DEFAULT_BUSINESS_HOURS, territory: null } }),
    );
    hall.wait(100);
    await hall.system((tx) => recomputeUnfinishedCases(tx, null, null));
    expect(await hall.timer(id)).toEqual(done);
    expect(await hall.timer(id, 'resolution')).toMatchObject({ state: 'dropped' });
    await hall.setUsualTarget();
    await hall.as(root, (tx) => saveBusinessHours(tx, root, { teamId: hall.team, wanted: DEFAULT_BUSINESS_HOURS }));
  });

  it('that is late stays among the late cases when we wait for the citizen, since the moment at which it was missed', async () => {
    await hall.setTarget({ resolution: { value: 2, unit: 'hours' } });
    const id = await hall.newCase();
    const missedAt = (await hall.timer(id, 'resolution')).dueAt!;
    hall.wait(3);
    await hall.fireTimer(id);
    await hall.reply(id);
    expect(await hall.timer(id, 'resolution')).toMatchObject({
      ...{ state: 'paused', dueAt: null, breachedAt: missedAt, elapsedSeconds: 3 * 3600, totalSeconds: 2 * 3600 },
    });
    expect(await hall.due(id)).toEqual({ at: missedAt, for: 'resolution' });
    const late = await inbox(hall.town.database, ana, CaseQuery.parse({ view: 'all', due: 'late' }));
    expect(late.items.map((item) => item.id)).toContain(id);

    await hall.as(ana, (tx) => updateCase(tx, ana, { id, wanted: { status: 'closed' } }));
    await hall.readLog();
    expect(await hall.due(id)).toEqual({ at: null, for: null });
    await hall.setUsualTarget();
  });

  it('of a case that is handed over is as late as it was: its weekends do not count for the team that works on Saturdays', async () => {
    const roads = await hall.town.team('Voirie');
    const week = { ...DEFAULT_BUSINESS_HOURS.week, sat: [{ from: '09:00', to: '12:00' }] };
    await hall.as(root, (tx) =>
      saveBusinessHours(tx, root, { teamId: roads, wanted: { ...DEFAULT_BUSINESS_HOURS, week } }),
    );
    const id = await hall.newCase();
    // Eight days later, with one weekend between.
    hall.wait(8 * 24);
    await hall.fireTimer(id);
    const before = await hall.timers(id);
    const explained = async () =>
      (await explainTimers(hall.town.database, root, id)).items.find(({ kind }) => kind === 'first-response')!;
    const former = await explained();
    expect(before[0]).toMatchObject({ breachedAt: new Date('2026-03-03T13:00:00Z'), elapsedSeconds: 39 * 3600 });

    await hall.as(root, (tx) => updateCase(tx, root, { id, wanted: { teamId: roads, reason: 'Chaussée' } }));
    await hall.readLog();
    const after = await hall.timers(id);
    expect(after).toMatchObject(
      before.map(({ elapsedSeconds, totalSeconds }) => ({ teamId: roads, elapsedSeconds, totalSeconds })),
    );
    expect(after[0]!.dueAt).toEqual(before[0]!.dueAt);
    // What is left is of the team that has it now: it works on the Saturday to come.
    expect(after[1]!.dueAt!.getTime()).toBeLessThan(before[1]!.dueAt!.getTime());
    expect(await explained()).toEqual(former);
  });

  it('waits again, from where it was, when the only reply fails for good, and not while it is tried again', async () => {
    const id = await hall.newCase();
    hall.wait(2);
    const entryId = await hall.reply(id);
    const becomes = async (status: 'queued' | 'failed') => {
      await hall.system(async (tx) => {
        await tx.query(`update delivery set state = $2, attempts = attempts + 1 where entry_id = $1`, [
          entryId,
          status,
        ]);
        tx.publish('delivery.changed', { entryId, status }, { caseId: id, teamIds: [hall.team] });
      });
      await hall.readLog();
    };
    await becomes('queued');
    expect(await hall.timer(id)).toMatchObject({ state: 'done', elapsedSeconds: 7200 });
    hall.wait(1);
    await becomes('failed');
    expect(await hall.timer(id)).toMatchObject({
      ...{ state: 'running', endedAt: null, elapsedSeconds: 10_800 },
      dueAt: new Date('2026-03-03T13:00:00Z'),
    });
    expect((await hall.due(id)).for).toBe('first-response');
  });

  it('waits again when the reply is canceled', async () => {
    const id = await hall.newCase();
    hall.wait(1);
    const entryId = await hall.reply(id);
    await hall.as(ana, async (tx) => {
      await tx.query(`update delivery set state = 'canceled' where entry_id = $1`, [entryId]);
      await tx.query(`update cases set status = 'open' where id = $1`, [id]);
      tx.publish('message.canceled', { entryId }, { caseId: id, teamIds: [hall.team] });
    });
    await hall.readLog();
    expect(await hall.timer(id)).toMatchObject({
      state: 'running',
      endedAt: null,
      dueAt: new Date('2026-03-03T13:00:00Z'),
    });
    expect((await hall.due(id)).for).toBe('first-response');
  });

  it('is replied to by a scheduled reply when that leaves, and not when it is written', async () => {
    const id = await hall.newCase();
    hall.wait(1);
    const writtenAt = hall.now;
    const entryId = await hall.reply(id);
    const leaves = (sent: boolean) =>
      hall.system(async (tx) => {
        await tx.query(
          `update delivery set state = $2, scheduled_for = $3, due_at = $3, sent_at = case when $4 then $3::timestamptz end
           where entry_id = $1`,
          [entryId, sent ? 'sent' : 'scheduled', new Date(writtenAt.getTime() + 3 * 3_600_000), sent],
        );
        const status = sent ? 'sent' : 'queued';
        tx.publish('delivery.changed', { entryId, status }, { caseId: id, teamIds: [hall.team] });
      });
    await leaves(false);
    await hall.readLog();
    expect(await hall.timer(id)).toMatchObject({ state: 'running', endedAt: null });
    expect((await hall.timer(id, 'resolution')).state).toBe('running');
    hall.wait(3);
    await leaves(true);
    await hall.readLog();
    expect(await hall.timer(id)).toMatchObject({ state: 'done', endedAt: hall.now });
    expect((await hall.timer(id, 'resolution')).state).toBe('paused');
  });

  it.each(['to-print', 'handed-over'])(
    'is not replied to by a letter that is %s, until that is posted',
    async (state) => {
      const id = await hall.newCase();
      hall.wait(1);
      const entryId = await hall.reply(id);
      const becomes = (status: string, sentAt: Date | null) =>
        hall.system(async (tx) => {
          await tx.query(`update delivery set state = $2, sent_at = $3 where entry_id = $1`, [entryId, status, sentAt]);
          await tx.query(
            `insert into kept_letter (entry_id, digest, pages, reference, made_at) values ($1, 'x', 1, 'V-1', $2) on conflict do nothing`,
            [entryId, tx.now],
          );
          tx.publish('delivery.changed', { entryId, status: 'sent' }, { caseId: id, teamIds: [hall.team] });
        });
      await becomes(state, null);
      await hall.readLog();
      expect(await hall.timer(id)).toMatchObject({ state: 'running', endedAt: null });
      hall.wait(3);
      await becomes('sent', hall.now);
      await hall.readLog();
      expect(await hall.timer(id)).toMatchObject({ state: 'done', endedAt: hall.now });
    },
  );

  it('stays missed once it was, whatever the priority and the business hours are then', async () => {
    const id = await hall.newCase();
    hall.wait(5 * 24);
    await hall.system((tx) => recomputeTimers(tx, [id]));
    const missed = await hall.timer(id);
    expect(missed.breachedAt).toEqual(new Date('2026-03-03T13:00:00Z'));
    await hall.setTarget({ 'first-response': { value: 1000, unit: 'hours' } });
    await hall.system((tx) => recomputeUnfinishedCases(tx, null, null));
    const { target, dueAt, breachedAt, lastThreshold } = missed;
    expect(await hall.timer(id)).toMatchObject({ target, dueAt, breachedAt, lastThreshold });
    await hall.setTarget({ 'first-response': { value: 1, unit: 'minutes' } });
    await hall.system((tx) => recomputeUnfinishedCases(tx, null, null));
    expect(await hall.timer(id)).toMatchObject({ target, dueAt, breachedAt, lastThreshold });
    await hall.reply(id);
    expect(await hall.timer(id)).toMatchObject({ state: 'done', breachedAt });
    await hall.setUsualTarget();
  });

  it('is over its target since it was missed, however business hours count today what was before', async () => {
    const id = await hall.newCase();
    hall.wait(5 * 24);
    await hall.system((tx) => recomputeTimers(tx, [id]));
    const { breachedAt } = await hall.timer(id);
    const over = async () => {
      const { items } = await explainTimers(hall.town.database, root, id);
      return items.find(({ kind }) => kind === 'first-response')!.remainingSeconds;
    };
    const before = await over();
    expect(before).toBeLessThan(0);
    const day = breachedAt!.toISOString().slice(0, 10);
    const slots = [{ from: '00:00', to: breachedAt!.toISOString().slice(11, 16) }];
    await hall.as(root, (tx) =>
      saveBusinessHours(tx, root, {
        teamId: hall.team,
        wanted: { ...DEFAULT_BUSINESS_HOURS, exceptions: [{ date: day, name: 'Ouvert tôt', slots }] },
      }),
    );
    const missedDay = await over();
    // What was worked on that day after the miss no longer counts; the hours before it say nothing of how late the case is.
    expect(missedDay).toBeGreaterThan(before);
    expect(missedDay).toBeLessThan(0);
    await hall.as(root, (tx) => saveBusinessHours(tx, root, { teamId: hall.team, wanted: DEFAULT_BUSINESS_HOURS }));
  });

  it('gets another due time when business hours or targets change', async () => {
    const id = await hall.newCase();
    await hall.as(root, (tx) =>
      saveBusinessHours(tx, root, {
        teamId: hall.team,
        wanted: {
          ...DEFAULT_BUSINESS_HOURS,
          exceptions: [{ date: '2026-03-03', name: 'Fermé', slots: [] }],
        },
      }),
    );
    await hall.readLog();
    const [job] = await hall.town.database.query<{ payload: object }>(
      `select j.payload from graphile_worker._private_jobs j where j.key = $1`,
      [`recompute-sla-timers:${hall.team}`],
    );
    expect(job!.payload).toEqual({ teamId: hall.team });
    await hall.system((tx) => recomputeUnfinishedCases(tx, hall.team, null));
    expect((await hall.due(id)).at).toEqual(new Date('2026-03-04T13:00:00Z'));
    await hall.as(root, (tx) => saveBusinessHours(tx, root, { teamId: hall.team, wanted: DEFAULT_BUSINESS_HOURS }));
    await hall.system((tx) => recomputeUnfinishedCases(tx, hall.team, null));
    expect((await hall.due(id)).at).toEqual(new Date('2026-03-03T13:00:00Z'));
  });
});

describe('a case', () => {
  it('that an agent opened without a message has a resolution timer only', async () => {
    const id = await openCase(hall.town, ana, 'Appel');
    await hall.readLog();
    expect((await hall.timers(id)).map((row) => row.kind)).toEqual(['resolution']);
  });

  it('of somebody who called has a resolution timer only, as they talked to an agent', async () => {
    const [called, wrote] = [await hall.recordContact('phone'), await hall.recordContact('post')];
    expect((await hall.timers(called)).map(({ kind }) => kind)).toEqual(['resolution']);
    expect((await hall.timers(wrote)).map(({ kind }) => kind)).toEqual(['first-response', 'resolution']);
  });

  it('has a timer for each response', async () => {
    await hall.setTarget({
      'first-response': { value: 10, unit: 'hours' },
      'next-response': { value: 2, unit: 'hours' },
    });
    const question = mail('line@citizen.test');
    const [id] = await receive(hall.town, hall.box, question);
    await hall.readLog();
    hall.wait(1);
    await hall.reply(id!);
    hall.wait(1);
    await hall.as(ana, (tx) => updateCase(tx, ana, { id: id!, wanted: { status: 'open' } }));
    const again = mail('line@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    expect(await receive(hall.town, hall.box, again)).toEqual([id]);
    await hall.readLog();
    expect(await hall.timer(id!, 'next-response')).toMatchObject({
      state: 'running',
      totalSeconds: 7200,
      startedAt: hall.now,
    });
    expect((await hall.due(id!)).for).toBe('next-response');
    await hall.setUsualTarget();
  });

  it('is not read again for one more message while one waits for a reply', async () => {
    const question = mail('twice@citizen.test');
    const [id] = await receive(hall.town, hall.box, question);
    await hall.readLog();
    const before = await hall.timers(id!);
    hall.wait(1);
    await receive(hall.town, hall.box, mail('twice@citizen.test', { threadKeys: [`ref:${question.externalId}`] }));
    await hall.readLog();
    // Computed again, the timers would be as of now.
    expect(await hall.timers(id!)).toEqual(before);
    await hall.system((tx) => recomputeTimers(tx, [id!]));
    const timeless = (await hall.timers(id!)).map((timer) => ({ ...timer, asOf: null, elapsedSeconds: 0 }));
    expect(timeless).toEqual(before.map((timer) => ({ ...timer, asOf: null, elapsedSeconds: 0 })));
  });

  it('that is merged into another one has no running timers until the merge is undone', async () => {
    const from = await hall.newCase();
    hall.wait(1);
    const into = await hall.newCase();
    hall.wait(1);
    const { moveId } = await hall.as(root, (tx) => mergeCase(tx, root, { fromId: from, intoId: into }));
    await hall.readLog();
    const states = async (id: string) => (await hall.timers(id)).map(({ kind, state }) => `${kind} ${state}`);
    expect(await states(from)).toEqual(['first-response dropped', 'resolution done']);
    expect(await hall.due(from)).toEqual({ at: null, for: null });
    // The older message is in that case now, and is the one that waits.
    expect(await states(into)).toEqual(['first-response running', 'resolution running']);
    expect((await hall.timer(into)).startedAt).toEqual(new Date('2026-03-02T08:00:00Z'));

    await hall.as(root, (tx) => undoMove(tx, root, { caseId: from, moveId }));
    await hall.readLog();
    expect(await states(from)).toEqual(['first-response running', 'resolution running']);
    expect((await hall.timer(into)).startedAt).toEqual(new Date('2026-03-02T09:00:00Z'));
  });

  it('keeps its resolution as due as it was when an older message of another channel comes by a merge', async () => {
    await hall.setTarget({ channels: ['phone'], resolution: { value: 10, unit: 'hours' } });
    const from = await hall.newCase();
    hall.wait(1);
    const into = await hall.recordContact('phone');
    const before = await hall.due(into);
    expect(before).toEqual({ at: expect.any(Date), for: 'resolution' });
    hall.wait(1);

    const { moveId } = await hall.as(root, (tx) => mergeCase(tx, root, { fromId: from, intoId: into }));
    await hall.readLog();
    expect(await hall.due(into)).toEqual(before);

    await hall.as(root, (tx) => undoMove(tx, root, { caseId: from, moveId }));
    await hall.readLog();
    expect(await hall.due(into)).toEqual(before);
    await hall.setUsualTarget();
  });

  it('waits for its reply as before when a case that was replied to comes by a merge', async () => {
    const from = await hall.newCase();
    hall.wait(0.5);
    const into = await hall.newCase();
    const before = await hall.due(into);
    hall.wait(0.5);
    await hall.reply(from);

    await hall.as(root, (tx) => mergeCase(tx, root, { fromId: from, intoId: into }));
    await hall.readLog();
    expect(before.for).toBe('first-response');
    expect(await hall.due(into)).toEqual(before);

    hall.wait(0.5);
    await hall.reply(into);
    expect(await hall.due(into)).toEqual({ at: null, for: null });
  });

  it.each(['waiting', 'closed'] as const)(
    'that is %s and gets a late one by a merge is as late as that one, until the merge is undone',
    async (status) => {
      const wait = { value: 2, unit: 'hours' } as const;
      await hall.setTarget({ 'first-response': wait, 'next-response': wait });
      const into = await hall.newCase();
      hall.wait(0.25);
      await hall.reply(into);
      await hall.as(ana, (tx) => updateCase(tx, ana, { id: into, wanted: { status } }));
      hall.wait(0.25);
      const from = await hall.newCase();
      const writtenAt = hall.now;
      hall.wait(2.5);
      await hall.fireTimer(from);
      const missedAt = new Date(writtenAt.getTime() + 2 * 3_600_000);
      expect(await hall.due(from)).toEqual({ at: missedAt, for: 'first-response' });

      const { moveId } = await hall.as(root, (tx) => mergeCase(tx, root, { fromId: from, intoId: into }));
      await hall.readLog();
      expect(await hall.timer(into, 'next-response')).toMatchObject({
        ...{ state: 'running', startedAt: writtenAt, dueAt: missedAt, breachedAt: missedAt, elapsedSeconds: 9000 },
      });
      expect(await hall.due(into)).toEqual({ at: missedAt, for: 'next-response' });

      await hall.as(root, (tx) => undoMove(tx, root, { caseId: from, moveId }));
      await hall.readLog();
      expect(await hall.due(from)).toEqual({ at: missedAt, for: 'first-response' });
      expect((await hall.timers(into)).map(({ kind }) => kind)).toEqual(['first-response']);
      await hall.setUsualTarget();
    },
  );

  it('that a message proves to be one with another counts since the older of both has come', async () => {
    const question = mail('zoe@citizen.test');
    const answer = () => mail('zoe@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    const [older] = await receive(hall.town, hall.box, answer());
    hall.wait(1);
    const [newer] = await receive(hall.town, hall.box, answer());
    await hall.readLog();
    hall.wait(1);
    await receive(hall.town, hall.box, question);
    await hall.readLog();
    const states = async (id: string) => (await hall.timers(id)).map(({ kind, state }) => `${kind} ${state}`);
    expect(await states(newer!)).toEqual(['first-response dropped', 'resolution done']);
    expect(await states(older!)).toEqual(['first-response running', 'resolution running']);
    expect((await hall.timer(older!)).startedAt).toEqual(new Date('2026-03-02T08:00:00Z'));
  });

  it('is computed together with a hundred others in as many statements as alone', async () => {
    const count = async (caseIds: string[]) => {
      let statements = 0;
      await hall.system(async (tx) => {
        const { query } = tx;
        tx.query = (...asked) => ((statements += 1), query(...asked));
        await recomputeTimers(tx, caseIds);
      });
      return statements;
    };
    const messages = Array.from({ length: 101 }, (_, n) => mail(`crowd${n}@citizen.test`));
    const ids = await receive(hall.town, hall.box, ...messages);
    expect(await count(ids.slice(0, 1))).toBe(await count(ids.slice(1)));
  });
});

describe('a case that is split off', () => {
  it('has timers of its own, from the messages in it', async () => {
    const id = await hall.newCase();
    const [first] = (await timeline(hall.town.database, ana, { caseId: id, query: { limit: 10 } })).items;

    const split = (await hall.as(ana, (tx) => splitCase(tx, ana, { fromId: id, wanted: { entryIds: [first!.id] } })))
      .intoId;
    await hall.readLog();

    expect(await hall.timers(split)).toMatchObject([
      { kind: 'first-response', state: 'running', totalSeconds: 36_000 },
      { kind: 'resolution', state: 'running' },
    ]);
    expect((await hall.due(split)).for).toBe('first-response');
  });
});
