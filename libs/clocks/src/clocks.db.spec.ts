import type { Principal } from '@guichet/access';
import { mergeCase, undoMove, updateCase } from '@guichet/cases';
import { DEFAULT_SCHEDULE } from '@guichet/contracts';
import { openCase } from '../../../test/support/case.js';
import { ClockTown } from '../../../test/support/clock-town.js';
import { receive } from '../../../test/support/intake.js';
import { mail } from '../../../test/support/town.js';
import { layCases } from './lay-cases.js';
import { layUnfinished } from './reactions.js';
import { saveSchedule } from './schedules.js';

let hall: ClockTown;
let ana: Principal;
let root: Principal;

beforeAll(async () => {
  hall = await ClockTown.build();
  ({ ana, root } = hall.people);
});
afterAll(() => hall.close());
beforeEach(() => hall.beginAnew());

describe('a question', () => {
  it('is promised an answer and an end, and the inbox knows the nearer one', async () => {
    const id = await hall.asked();
    expect(await hall.clocks(id)).toMatchObject([
      {
        clock: 'first-response',
        state: 'running',
        since: 1,
        totalSeconds: 36_000,
        targetName: 'Courriels',
        rang: null,
      },
      { clock: 'resolution', state: 'running', since: 1, totalSeconds: 360_000 },
    ]);
    // 6.5 hours on Monday, 3 on Tuesday morning, half an hour after lunch.
    expect(await hall.due(id)).toEqual({ at: new Date('2026-03-03T13:00:00Z'), for: 'first-response' });
  });

  it('ends its clock when it is answered, and nothing changes that any more', async () => {
    const id = await hall.asked();
    hall.wait(2);
    await hall.answer(id);
    const done = await hall.clock(id);
    expect(done).toMatchObject({ state: 'done', elapsedSeconds: 7200, breachedAt: null, endedAt: hall.now });
    expect(await hall.due(id)).toEqual({ at: null, for: null });
    expect(await hall.clock(id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null, elapsedSeconds: 7200 });

    await hall.promise({ 'first-response': { value: 1, unit: 'minutes' } });
    await hall.as(root, (tx) => saveSchedule(tx, root, hall.team, { ...DEFAULT_SCHEDULE, territory: null }));
    hall.wait(100);
    await hall.system((tx) => layUnfinished(tx, null, null));
    expect(await hall.clock(id)).toEqual(done);
    expect(await hall.clock(id, 'resolution')).toMatchObject({ state: 'dropped' });
    await hall.promiseAsUsual();
    await hall.as(root, (tx) => saveSchedule(tx, root, hall.team, DEFAULT_SCHEDULE));
  });

  it('waits again when the answer was taken back', async () => {
    const id = await hall.asked();
    hall.wait(1);
    const entryId = await hall.answer(id);
    await hall.as(ana, async (tx) => {
      await tx.query(`update delivery set state = 'recalled' where entry_id = $1`, [entryId]);
      await tx.query(`update cases set status = 'open' where id = $1`, [id]);
      tx.publish('message.recalled', { entryId }, { caseId: id, teamIds: [hall.team] });
    });
    await hall.follow();
    expect(await hall.clock(id)).toMatchObject({
      state: 'running',
      endedAt: null,
      dueAt: new Date('2026-03-03T13:00:00Z'),
    });
    expect((await hall.due(id)).for).toBe('first-response');
  });

  it('is laid anew when hours or targets change', async () => {
    const id = await hall.asked();
    await hall.as(root, (tx) =>
      saveSchedule(tx, root, hall.team, {
        ...DEFAULT_SCHEDULE,
        exceptions: [{ date: '2026-03-03', name: 'Fermé', slots: [] }],
      }),
    );
    await hall.follow();
    const [job] = await hall.town.database.read<{ payload: object }>(
      `select j.payload from graphile_worker._private_jobs j where j.key = $1`,
      [`lay-clocks:${hall.team}`],
    );
    expect(job!.payload).toEqual({ teamId: hall.team });
    await hall.system((tx) => layUnfinished(tx, hall.team, null));
    expect((await hall.due(id)).at).toEqual(new Date('2026-03-04T13:00:00Z'));
    await hall.as(root, (tx) => saveSchedule(tx, root, hall.team, DEFAULT_SCHEDULE));
    await hall.system((tx) => layUnfinished(tx, hall.team, null));
    expect((await hall.due(id)).at).toEqual(new Date('2026-03-03T13:00:00Z'));
  });
});

describe('a case', () => {
  it('that an agent opened without a word of the citizen is promised an end only', async () => {
    const id = await openCase(hall.town, ana, 'Appel');
    await hall.follow();
    expect((await hall.clocks(id)).map((row) => row.clock)).toEqual(['resolution']);
  });

  it('of somebody who called is promised an end, as they were answered', async () => {
    const [called, wrote] = [await hall.recorded('phone'), await hall.recorded('post')];
    expect((await hall.clocks(called)).map(({ clock }) => clock)).toEqual(['resolution']);
    expect((await hall.clocks(wrote)).map(({ clock }) => clock)).toEqual(['first-response', 'resolution']);
  });

  it('has as many clocks as there were turns, each in its place', async () => {
    await hall.promise({
      'first-response': { value: 10, unit: 'hours' },
      'next-response': { value: 2, unit: 'hours' },
    });
    const question = mail('line@citizen.test');
    const [id] = await receive(hall.town, hall.box, question);
    await hall.follow();
    hall.wait(1);
    await hall.answer(id!);
    hall.wait(1);
    await hall.as(ana, (tx) => updateCase(tx, ana, id!, { status: 'open' }, null));
    const again = mail('line@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    expect(await receive(hall.town, hall.box, again)).toEqual([id]);
    await hall.follow();
    expect(await hall.clock(id!, 'next-response')).toMatchObject({
      state: 'running',
      totalSeconds: 7200,
      startedAt: hall.now,
    });
    expect((await hall.due(id!)).for).toBe('next-response');
    await hall.promiseAsUsual();
  });

  it('that is merged into another one is promised nothing, until that is undone', async () => {
    const from = await hall.asked();
    hall.wait(1);
    const into = await hall.asked();
    hall.wait(1);
    const { moveId } = await hall.as(root, (tx) => mergeCase(tx, root, from, into));
    await hall.follow();
    const states = async (id: string) => (await hall.clocks(id)).map(({ clock, state }) => `${clock} ${state}`);
    expect(await states(from)).toEqual(['first-response dropped', 'resolution done']);
    expect(await hall.due(from)).toEqual({ at: null, for: null });
    // The older question lies there now, and is the one that waits.
    expect(await states(into)).toEqual(['first-response running', 'resolution running']);
    expect((await hall.clock(into)).startedAt).toEqual(new Date('2026-03-02T08:00:00Z'));

    await hall.as(root, (tx) => undoMove(tx, root, from, moveId));
    await hall.follow();
    expect(await states(from)).toEqual(['first-response running', 'resolution running']);
    expect((await hall.clock(into)).startedAt).toEqual(new Date('2026-03-02T09:00:00Z'));
  });

  it('is followed a hundred at a time in as many statements as one', async () => {
    const count = async (caseIds: string[]) => {
      let statements = 0;
      await hall.system(async (tx) => {
        const ask = tx.manager.query.bind(tx.manager);
        tx.manager.query = ((...asked: Parameters<typeof ask>) => {
          statements += 1;
          return ask(...asked);
        }) as typeof ask;
        await layCases(tx, caseIds);
      });
      return statements;
    };
    const messages = Array.from({ length: 101 }, (_, n) => mail(`crowd${n}@citizen.test`));
    const ids = await receive(hall.town, hall.box, ...messages);
    expect(await count(ids.slice(0, 1))).toBe(await count(ids.slice(1)));
  });
});
