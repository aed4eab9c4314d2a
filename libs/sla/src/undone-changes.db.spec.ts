import type { Principal } from '@guichet/access';
import { mergeCase, undoMove, updateCase } from '@guichet/cases';
import { SlaTargets } from '@guichet/contracts';
import type { SlaTimer } from '@guichet/database';
import { newId } from '@guichet/platform';
import { receive } from '../../../test/support/receive-messages.js';
import { SlaTown } from '../../../test/support/sla-town.js';
import { mail } from '../../../test/support/test-town.js';
import { cancelMessage } from '../../messages/src/send/cancel-send-now-retry.js';
import { signAddressToken } from '../../messages/src/signed-address-token.js';
import { recomputeTimers } from './recompute-timers.js';
import { saveTargets, targetsOf } from './targets.js';

const SECONDS = 1 / 3600;
const setUsualTarget = () =>
  hall.setTarget({ 'first-response': { value: 2, unit: 'days' }, resolution: { value: 5, unit: 'days' } });

let hall: SlaTown;
let ana: Principal;
let root: Principal;

beforeAll(async () => {
  hall = await SlaTown.build();
  ({ ana, root } = hall.people);
  await setUsualTarget();
});
afterAll(() => hall.close());
beforeEach(() => hall.reset());

const update = async (id: string, wanted: Parameters<typeof updateCase>[2]['wanted']) => {
  await hall.as(ana, (tx) => updateCase(tx, ana, { id, wanted }));
  await hall.readLog();
};
const merge = async (fromId: string, intoId: string): Promise<string> => {
  const { moveId } = await hall.as(root, (tx) => mergeCase(tx, root, { fromId, intoId }));
  await hall.readLog();
  return moveId;
};
const undo = async (caseId: string, moveId: string) => {
  await hall.as(root, (tx) => undoMove(tx, root, { caseId, moveId }));
  await hall.readLog();
};
/** The timers of some cases as of now, in all but the names of their rows, with what the inbox shows and who was warned of what. */
const standing = async (...ids: string[]) => {
  await hall.system((tx) => recomputeTimers(tx, ids));
  return Promise.all(
    ids.map(async (id) => ({
      timers: (await hall.timers(id)).map((timer: SlaTimer) => ({
        ...{ ...timer, id: '', caseId: '', startPosition: 0 },
        asOf: timer.endedAt ? null : timer.asOf,
      })),
      due: await hall.due(id),
      warnings: await hall.shownThresholds(id),
      notified: await hall.notified(ana, id),
    })),
  );
};

describe('a case that was closed by mistake', () => {
  it('is due when it was, once that is undone, and as late as one that was never closed', async () => {
    const [id, twin] = [await hall.newCase(), await hall.newCase()];
    const dueAt = (await hall.due(id)).at;
    await update(id, { status: 'closed' });
    hall.wait(8 * SECONDS);
    await update(id, { status: 'open', undo: true });
    expect((await hall.due(id)).at).toEqual(dueAt);
    expect(await standing(id)).toEqual(await standing(twin));

    hall.wait(40);
    await standing(id, twin);
    await update(id, { status: 'closed' });
    hall.wait(0.9);
    await update(id, { status: 'open', undo: true });
    expect(await standing(id)).toEqual(await standing(twin));
    hall.wait(30 * 24);
    expect(await standing(id)).toEqual(await standing(twin));
  });

  it('waits for the citizen as before, with its paused target', async () => {
    const [id, twin] = [await hall.newCase(), await hall.newCase()];
    hall.wait(1);
    for (const one of [id, twin]) await hall.reply(one);
    hall.wait(1);
    await update(id, { status: 'closed' });
    hall.wait(1);
    await update(id, { status: 'waiting', undo: true });
    expect(await standing(id)).toEqual(await standing(twin));
    expect(await hall.timer(id, 'resolution')).toMatchObject({ state: 'paused', elapsedSeconds: 3600 });
  });

  it('counts as opened again where a colleague had closed it, or the citizen has written since', async () => {
    const [id, twin] = [await hall.newCase(), await hall.newCase()];
    for (const [one, undone] of [
      [id, { undo: true }],
      [twin, {}],
    ] as const) {
      await hall.as(root, (tx) => updateCase(tx, root, { id: one, wanted: { status: 'closed' } }));
      await hall.readLog();
      hall.wait(1);
      await update(one, { status: 'open', ...undone });
      hall.wait(-1);
    }
    expect(await standing(id)).toEqual(await standing(twin));
  });

  it('is as before its last change where that is undone a second time, and no earlier change is lost', async () => {
    const [id, twin] = [await hall.newCase(), await hall.newCase()];
    for (const one of [id, twin]) await update(one, { status: 'waiting' });
    hall.wait(3);
    for (const one of [id, twin]) await update(one, { status: 'open' });
    for (const status of ['closed', 'open', 'closed', 'open'] as const) {
      hall.wait(1);
      await update(id, { status, ...(status === 'open' && { undo: true }) });
    }
    hall.wait(1);
    await update(id, { status: 'closed', undo: true });
    await update(id, { status: 'open', undo: true });
    expect(await standing(id)).toEqual(await standing(twin));
  });

  it('counts without the time in between where it is opened again later, as that undoes nothing', async () => {
    const id = await hall.newCase();
    const dueAt = (await hall.due(id)).at!;
    for (const status of ['closed', 'open', 'closed', 'open'] as const) {
      hall.wait(1);
      await update(id, { status });
    }
    expect((await hall.due(id)).at!.getTime()).toBeGreaterThan(dueAt.getTime());
    // The last change was not from this status, so nothing is taken back.
    await update(id, { status: 'waiting', undo: true });
    expect((await hall.timer(id, 'resolution')).state).toBe('paused');
  });
});

describe('a merge that was undone', () => {
  it('leaves the timers of both cases as they would be without it, and repeats no warning', async () => {
    const [from, twinOfFrom] = [await hall.newCase(), await hall.newCase()];
    hall.wait(1);
    const [into, twinOfInto] = [await hall.newCase(), await hall.newCase()];
    hall.wait(51);
    const before = await standing(from, into);
    expect(before).toEqual(await standing(twinOfFrom, twinOfInto));
    expect(before.map(({ warnings }) => warnings)).toEqual([[80], [80]]);
    const moveId = await merge(from, into);
    hall.wait(8 * SECONDS);
    await undo(from, moveId);
    expect(await standing(from, into)).toEqual(await standing(twinOfFrom, twinOfInto));
    hall.wait(7);
    expect(await standing(from, into)).toEqual(await standing(twinOfFrom, twinOfInto));
    hall.wait(30 * 24);
    expect(await standing(from, into)).toEqual(await standing(twinOfFrom, twinOfInto));
  });

  it('misses no target that was paused meanwhile', async () => {
    const [from, twin, into] = [await hall.newCase(), await hall.newCase(), await hall.newCase()];
    for (const id of [from, twin]) await hall.reply(id);
    // So long that the target would be missed if it had run.
    hall.wait(10 * 24);
    const moveId = await merge(from, into);
    expect(await hall.timer(from, 'resolution')).toMatchObject({ state: 'done', breachedAt: null, elapsedSeconds: 0 });
    hall.wait(2);
    await undo(from, moveId);
    expect(await standing(from)).toEqual(await standing(twin));
  });

  it('has what the citizen has written since be due as of then', async () => {
    await hall.setTarget({ 'next-response': { value: 2, unit: 'days' } });
    const address = 'waits.since@citizen.test';
    const [from, twin, into] = [await hall.newCase(mail(address)), await hall.newCase(), await hall.newCase()];
    for (const id of [from, twin]) await hall.reply(id);
    hall.wait(24);
    const moveId = await merge(from, into);
    const writes = async (id: string, who: string) => {
      const [caseId] = await receive(hall.town, hall.box, mail(who, { threadKeys: [`reply:${signAddressToken(hall.town.keyring, 'reply', id)}`] })); // prettier-ignore
      await hall.readLog();
      return caseId;
    };
    expect(await writes(from, address)).toBe(into);
    const [{ value }] = (await hall.town.database.query(
      `select h.value from case_participant p join handle h on h.id = p.handle_id where p.case_id = $1`,
      [twin],
    )) as [{ value: string }];
    expect(await writes(twin, value)).toBe(twin);
    hall.wait(8 * 24);
    await undo(from, moveId);
    await standing(from, twin);
    const { startedAt, dueAt, breachedAt, state } = await hall.timer(twin, 'next-response');
    expect(breachedAt).not.toBeNull();
    expect(await hall.timer(from, 'next-response')).toMatchObject({ startedAt, dueAt, breachedAt, state });
    await setUsualTarget();
  });

  it('closes the case again that it had opened, as of then', async () => {
    const [from, twinOfFrom] = [await hall.newCase(), await hall.newCase()];
    const [into, twinOfInto] = [await hall.newCase(), await hall.newCase()];
    hall.wait(1);
    for (const id of [into, twinOfInto]) await hall.reply(id);
    hall.wait(1);
    for (const id of [into, twinOfInto]) await update(id, { status: 'closed' });
    hall.wait(1);
    const moveId = await merge(from, into);
    expect((await hall.due(into)).at).not.toBeNull();
    hall.wait(2);
    await undo(from, moveId);
    expect(await standing(from, into)).toEqual(await standing(twinOfFrom, twinOfInto));
  });
});

describe('an urgent case that is merged into one that is not', () => {
  it('makes nothing late there, neither while they are merged nor once that is undone', async () => {
    const hours = (first: number, all: number) => ({
      'first-response': { value: first, unit: 'hours' },
      resolution: { value: all, unit: 'hours' },
    });
    const { version } = await targetsOf(hall.town.database);
    const both = { teams: [], caseTypes: [] };
    const targets = [
      { id: newId(), name: 'Urgent', priorities: ['urgent'], ...both, ...hours(1, 2) },
      { id: newId(), name: 'Usual', ...both, ...hours(10, 100) },
    ];
    await hall.as(root, (tx) => saveTargets(tx, root, SlaTargets.parse({ version, targets })));
    const [into, twin] = [await hall.newCase(), await hall.newCase()];
    for (const id of [into, twin]) await update(id, { assigneeId: ana.id });
    hall.wait(4);
    const from = await hall.newCase();
    await update(from, { priority: 'urgent' });
    const moveId = await merge(from, into);
    expect(await standing(into)).toEqual(await standing(twin));
    await undo(into, moveId);
    expect(await standing(into)).toEqual(await standing(twin));
    await setUsualTarget();
  });
});

describe('a case that its agent has closed with a reply', () => {
  it('is due when it was, once both are taken back', async () => {
    const [id, twin] = [await hall.newCase(), await hall.newCase()];
    hall.wait(1);
    const [closing, plain] = [await hall.reply(id), await hall.reply(twin)];
    hall.wait(4 * SECONDS);
    await update(id, { status: 'closed' });
    hall.wait(4 * SECONDS);
    await hall.as(ana, (tx) => cancelMessage(tx, ana, { caseId: id, entryId: closing }));
    await hall.as(ana, (tx) => cancelMessage(tx, ana, { caseId: twin, entryId: plain }));
    await hall.readLog();
    expect(await standing(id)).toEqual(await standing(twin));
  });
});

describe('a case that waits for the citizen', () => {
  it('still waits for them while it is put off, and its target runs once it is back', async () => {
    const [id, twin] = [await hall.newCase(), await hall.newCase()];
    hall.wait(1);
    for (const one of [id, twin]) await hall.reply(one);
    hall.wait(1);
    await update(id, { status: 'snoozed', snoozeUntil: new Date(hall.now.getTime() + 86_400_000).toISOString() });
    expect(await standing(id)).toEqual(await standing(twin));
    expect(await hall.timer(id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null });
    hall.wait(24);
    await update(id, { status: 'open' });
    expect(await hall.timer(id, 'resolution')).toMatchObject({ state: 'running', elapsedSeconds: 3600 });
  });
});
