import {
  createServiceAccount,
  createServiceSecret,
  giveRole,
  principalOfToken,
  updateServiceAccount,
  type Principal,
} from '@guichet/access';
import {
  caseDetail,
  createCaseType,
  createChecklistStep,
  openCase,
  timeline,
  undoHandover,
  updateCase,
  updateCaseStep,
} from '@guichet/cases';
import {
  BulkAction as Action,
  CaseFilter,
  shippedRole,
  StartBulkAction,
  type BulkItemState,
  type UpdateCase,
} from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import { listNotifications, notifyAgents } from '@guichet/notifications';
import { allEvents } from '../../../../test/support/all-events.js';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { dyingDatabase } from '../../../../test/support/dying-database.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../signed-address-token.js';
import type { BulkContext } from './bulk-context.js';
import { bulkActionStatus, bulkItems, currentBulkAction } from './bulk-actions.queries.js';
import { cancelBulkAction, dismissBulkAction, undoBulkAction } from './confirm-cancel-undo-bulk-action.js';
import { resumeBulkActions, runBulkAction } from './run-bulk-action.js';
import { startBulkAction } from './start-bulk-action.js';

let town: TestTown;
let [schools, roads] = ['', ''];
let ana: Principal;
let bob: Principal;
let sue: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools, roads]);
  sue = await town.agent('Sue', [], 'supervisor');
});
beforeEach(async () => {
  await town.forget();
  for (const table of ['bulk_action', 'notification']) await town.database.execute(`delete from ${table}`);
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const opened = (count: number, teamId = schools) =>
  as(sue, async (tx) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await openCase(tx, sue, { subject: `Dossier ${n}`, teamId }));
    return ids;
  });
const change = (who: Principal, id: string, wanted: UpdateCase) => as(who, (tx) => updateCase(tx, who, { id, wanted }));
const written = async (caseId: string) => {
  const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', caseId)}`];
  const message = from('email', 'zoe@citizen.test', { body: 'Il y a le feu.', threadKeys });
  await receive(town, await town.mailbox(schools), message);
};
const detail = (id: string) => caseDetail(town.database, sue, { id });
const context = (database: Database = town.database): BulkContext => ({
  ...({ database, keyring: town.keyring, logger: { error: () => undefined } } as unknown as BulkContext),
  config: { publicUrl: 'https://guichet.test' },
});
/** The database, of which the first transaction is lost. */
const failingOnce = (fault: Error): Database => {
  let isFirst = true;
  const write = async (actor: never, work: (tx: Tx) => Promise<unknown>) => {
    if (!isFirst) return town.database.write(actor, work);
    isFirst = false;
    throw fault;
  };
  return Object.create(town.database, { write: { value: write } }) as Database;
};

type Wanted = { change?: UpdateCase; addTags?: string[]; removeTags?: string[] };
const all = { filter: CaseFilter.parse({ view: 'all' }) };
const start = (who: Principal, wanted: Wanted | 'read', cases: object = all) => {
  const action = Action.parse(wanted === 'read' ? { kind: 'read' } : { kind: 'update', ...wanted });
  return as(who, (tx) => startBulkAction(tx, who, StartBulkAction.parse({ cases, action })));
};
const status = (who: Principal, id: string) => bulkActionStatus(town.database, who, id);
const run = async (who: Principal, id: string) => {
  while (['running', 'undoing', 'preparing'].includes((await status(who, id)).state))
    await runBulkAction(context(), id);
  return status(who, id);
};
const done = async (who: Principal, wanted: Wanted | 'read', cases?: object) =>
  run(who, (await start(who, wanted, cases)).id);
const undone = async (who: Principal, id: string) => {
  await as(who, (tx) => undoBulkAction(tx, who, id));
  return run(who, id);
};
const itemsIn = async (who: Principal, id: string, state: BulkItemState) =>
  (await bulkItems(town.database, who, { id, query: { state, limit: 200 } })).items;

describe('an action on all cases of a list', () => {
  it('changes each over the pages of the list, and leaves those of other lists as they are', async () => {
    const mine = await opened(60);
    const [other] = await opened(1, roads);

    const { state, total, counts } = await done(ana, { change: { priority: 'high' }, addTags: ['cantine'] });

    expect({ state, total, done: counts.done }).toEqual({ state: 'done', total: 60, done: 60 });
    for (const id of mine) expect(await detail(id)).toMatchObject({ priority: 'high', tags: ['cantine'] });
    expect(await detail(other!)).toMatchObject({ priority: 'normal', tags: [] });
  });

  it('names what had left the list, what was as wanted already, and what a colleague has', async () => {
    const [left, had, same, free] = await opened(4);
    await change(bob, had!, { assigneeId: bob.id });
    await change(ana, same!, { assigneeId: ana.id });
    const { id } = await start(ana, { change: { assigneeId: ana.id } });
    await change(bob, left!, { status: 'closed' });

    const { counts } = await run(ana, id);

    const refused = (await itemsIn(ana, id, 'refused')).map(({ caseId, refusal }) => [caseId, refusal?.reason]);
    expect(counts).toMatchObject({ done: 1, unchanged: 1, refused: 2 });
    expect(Object.fromEntries(refused)).toEqual({ [left!]: 'left-list', [had!]: 'colleague-has-it' });
    expect([(await detail(had!)).assignee?.id, (await detail(free!)).assignee?.id]).toEqual([bob.id, ana.id]);
  });

  it('closes no case in which a required step is to be done, and says which', async () => {
    const [ready, open] = await opened(2);
    const root = await town.agent('Root', [], 'administrator');
    const { id: caseTypeId } = await as(root, (tx) => createCaseType(tx, root, { name: 'Inscription' }));
    const wanted = { label: { fr: 'Vérifier', en: 'Check' }, required: true };
    const step = await as(root, (tx) => createChecklistStep(tx, root, { caseTypeId, wanted }));
    for (const id of [ready!, open!]) await change(ana, id, { caseTypeId });
    await as(ana, (tx) => updateCaseStep(tx, ana, { caseId: ready!, stepId: step.id, wanted: { done: true } }));

    const { id, counts } = await done(ana, { change: { status: 'closed' } });

    expect(counts).toMatchObject({ done: 1, refused: 1 });
    expect(await itemsIn(ana, id, 'refused')).toMatchObject([
      { caseId: open, refusal: { reason: 'case-steps-required', data: { names: 'Vérifier' } } },
    ]);
    expect((await detail(open!)).status).not.toBe('closed');
  });

  it('puts no case out of sight in which somebody has written since it began', async () => {
    const changes: UpdateCase[] = [
      { status: 'closed' },
      { status: 'spam' },
      { snoozeUntil: new Date(Date.now() + 86_400_000).toISOString() },
    ];
    for (const wanted of changes) {
      const [heard, other] = await opened(2);
      await written(other!);
      const { id } = await start(ana, { change: wanted }, { caseIds: [heard, other] });
      await written(heard!);

      const { counts } = await run(ana, id);

      expect(counts).toMatchObject({ done: 1, refused: 1 });
      expect(await itemsIn(ana, id, 'refused')).toMatchObject([{ caseId: heard, refusal: { code: 'case-changed' } }]);
      expect((await detail(heard!)).status).toBe('open');
    }
  });

  it('marks as read what its agent could know of, and not what has come since it began', async () => {
    const [read, heard] = await opened(2);
    for (const id of [read!, heard!]) await written(id);
    const { id } = await start(ana, 'read');
    await written(heard!);
    await run(ana, id);

    const unread = async (caseId: string) => (await caseDetail(town.database, ana, { id: caseId })).unread;
    expect([await unread(read!), await unread(heard!)]).toEqual([false, true]);
  });

  it('gives a case to the colleague whom it names, also where the team has it already', async () => {
    const [there] = await opened(1, roads);
    const [elsewhere] = await opened(1);

    const change = { teamId: roads, assigneeId: bob.id };
    const { counts } = await done(sue, { change }, { caseIds: [there, elsewhere] });

    expect(counts).toMatchObject({ done: 2 });
    for (const id of [there!, elsewhere!])
      expect(await detail(id)).toMatchObject({ team: { id: roads }, assignee: { id: bob.id } });
    await done(sue, { change: { teamId: roads, assigneeId: null } }, { caseIds: [there] });
    expect((await detail(there!)).assignee?.id).toBe(bob.id);
  });

  it('lists what it has changed as it is now, as far as its agent sees it, also what has left the list', async () => {
    const [closed, gone] = await opened(2);
    const action = await done(ana, { change: { status: 'closed' } });
    await change(sue, gone!, { teamId: roads });

    const items = await itemsIn(ana, action.id, 'done');

    expect(items.map((item) => [item.caseId, item.case?.status ?? null])).toEqual(
      expect.arrayContaining([
        [closed, 'closed'],
        [gone, null],
      ]),
    );
  });

  it('asks for the rights of its agent at each case, as they are then', async () => {
    const [own] = await opened(1);
    const [theirs] = await opened(1, roads);
    const { id } = await start(bob, { addTags: ['urgent'] });
    await town.database.execute(`delete from team_member where agent_id = $1 and team_id = $2`, [bob.id, roads]);

    await run(bob, id);
    const unseeing = { ...bob, teamIds: [schools] };
    expect(await itemsIn(unseeing, id, 'refused')).toMatchObject([{ subject: null, refusal: { code: 'conflict' } }]);
    expect((await itemsIn(unseeing, id, 'refused'))[0]?.refusal).not.toHaveProperty('reason');
    await town.database.execute(`insert into team_member (agent_id, team_id) values ($1, $2)`, [bob.id, roads]);

    expect([(await detail(own!)).tags, (await detail(theirs!)).tags]).toEqual([['urgent'], []]);
    const [refused] = await itemsIn(bob, id, 'refused');
    expect(refused).toMatchObject({ caseId: theirs, refusal: { code: 'conflict', reason: 'left-list' } });
  });

  it('is refused where its agent could do it in no case, and to whom it is not', async () => {
    const reader = { ...ana, scopes: ['cases:read' as const] };
    await opened(1);
    await expect(start(reader, { addTags: ['x'] })).rejects.toMatchObject({ code: 'not-permitted' });
    const { id } = await start(ana, { addTags: ['x'] });
    await expect(status(bob, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(as(bob, (tx) => cancelBulkAction(tx, bob, id))).rejects.toMatchObject({ code: 'not-found' });
    await run(ana, id);
  });

  it('by a token goes no further than that token', async () => {
    const [id] = await opened(1);
    const action = await start({ ...ana, scopes: ['cases:write'] }, { addTags: ['x'] });
    await town.database.execute(`update bulk_action set scopes = '["cases:read"]' where id = $1`, [action.id]);

    expect((await run(ana, action.id)).counts).toMatchObject({ done: 0, refused: 1 });
    expect((await detail(id!)).tags).toEqual([]);
  });

  it('is stopped and undone by no token that could not begin it, and goes on with the least of both', async () => {
    const [id] = await opened(1);
    const narrow: Principal = { ...ana, scopes: ['admin'] };
    const action = await start(ana, { change: { status: 'closed' } });
    const stopping = as(narrow, (tx) => cancelBulkAction(tx, narrow, action.id));
    await expect(stopping).rejects.toMatchObject({ code: 'not-permitted' });
    await run(ana, action.id);
    await expect(undone(narrow, action.id)).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await detail(id!)).status).toBe('closed');

    await undone({ ...ana, scopes: ['cases:write', 'quarantine:read'] }, action.id);

    expect((await detail(id!)).status).toBe('open');
    const [row] = await town.database.query(`select scopes from bulk_action where id = $1`, [action.id]);
    expect(row).toEqual({ scopes: ['cases:write', 'quarantine:read'] });
  });

  it('is done for a service account, too, as long as that is enabled', async () => {
    const [id] = await opened(1);
    const root = await town.agent('Root', [], 'administrator');
    const fields = { name: 'GRC', purpose: 'Étiquette', contact: 'dsi@town.test', scopes: ['cases:write' as const] };
    const bridge = await as(root, (tx) => createServiceAccount(tx, root, fields));
    const role = { roleId: shippedRole('case-worker').id, teamIds: [schools], sectorIds: [] };
    const wanted = { ...role, reach: 'teams' as const, validFrom: null, validUntil: null };
    await as(root, (tx) => giveRole(tx, root, { agentId: bridge.id, wanted }));
    const made = await as(root, (tx) => createServiceSecret(tx, root, { id: bridge.id, wanted: { overlapHours: 1 } }));
    const service = (await principalOfToken(town.database, made.secret))!;

    expect((await done(service, { addTags: ['a'] })).counts).toMatchObject({ done: 1 });
    const { id: second } = await start(service, { addTags: ['b'] });
    await as(root, (tx) => updateServiceAccount(tx, root, { id: bridge.id, wanted: { enabled: false } }));

    expect((await run(service, second)).state).toBe('canceled');
    expect((await detail(id!)).tags).toEqual(['a']);
  });

  it('is one at a time for an agent, and the next may begin once it is over', async () => {
    await opened(1);
    const first = await start(ana, { addTags: ['a'] });
    await expect(start(ana, { addTags: ['b'] })).rejects.toMatchObject({ more: { reason: 'bulk-action-runs' } });
    await start(bob, { addTags: ['c'] });
    await run(ana, first.id);

    expect((await done(ana, { addTags: ['b'] })).state).toBe('done');
  });

  it('is refused for more cases than one action may change', async () => {
    const ids = await opened(1);
    await town.database.execute(
      `insert into cases (id, reference, subject, team_id, last_entry_at, opened_at)
       select gen_random_uuid(), 'N-' || n, 'x', $1, now(), now() from generate_series(1, 10000) n`,
      [schools],
    );
    await expect(start(ana, { addTags: ['x'] })).rejects.toMatchObject({
      more: { errors: [{ reason: 'too-many-cases', data: { max: 10_000 } }] },
    });
    expect((await done(ana, { addTags: ['x'] }, { caseIds: ids })).counts.done).toBe(1);
  });

  it('survives its job: what was not committed is done by the next one, and nothing twice', async () => {
    const ids = await opened(30);
    const { id } = await start(ana, { addTags: ['cantine'] });
    const dying = dyingDatabase(town.database, 11);

    await expect(runBulkAction(context(dying), id)).rejects.toThrow('killed');
    const then = (await status(ana, id)).counts;
    await Promise.all([runBulkAction(context(), id), runBulkAction(context(), id)]);
    await run(ana, id);

    expect(then).toMatchObject({ done: 10, waiting: 20 });
    expect((await status(ana, id)).counts).toMatchObject({ done: 30, refused: 0 });
    for (const caseId of ids) {
      const { items } = await timeline(town.database, sue, { caseId, query: { limit: 50 } });
      const tagged = items.filter((entry) => entry.kind === 'activity' && entry.activity.type === 'tags');
      expect(tagged).toHaveLength(1);
    }
  });

  it('refuses no case for a fault of the moment, and for one of its own does', async () => {
    const ids = await opened(3);
    const { id } = await start(ana, { addTags: ['cantine'] });
    const ended = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
    const lost = new Error('Connection terminated unexpectedly');
    for (const fault of [ended, Object.assign(new Error('read'), { code: 'ECONNRESET' }), lost]) {
      await expect(runBulkAction(context(failingOnce(fault)), id)).rejects.toThrow(fault.message);
      expect((await status(ana, id)).counts).toMatchObject({ waiting: 3, refused: 0 });
    }

    await runBulkAction(context(failingOnce(new Error('a mistake'))), id);
    const { counts } = await run(ana, id);

    expect(counts).toMatchObject({ done: 2, refused: 1 });
    expect(await itemsIn(ana, id, 'refused')).toMatchObject([{ caseId: ids[2], refusal: { code: 'internal-error' } }]);
  });

  it('is gone on with by the next minute where its job is lost, and not where it is under way', async () => {
    await opened(1);
    const { id } = await start(ana, { addTags: ['x'] });
    const jobs = async () => {
      await as(ana, resumeBulkActions);
      return town.database.query(`select 1 from graphile_worker.jobs where key = $1`, [`run-bulk-action:${id}`]);
    };
    await town.database.execute(`select graphile_worker.remove_job($1)`, [`run-bulk-action:${id}`]);
    expect(await jobs()).toEqual([]);
    await town.database.execute(`update bulk_action set moved_at = now() - interval '2 minutes' where id = $1`, [id]);

    expect(await jobs()).toHaveLength(1);
  });

  it('stops when it is canceled, tells how far it came, and what it did can be undone', async () => {
    await opened(40);
    const { id } = await start(ana, { addTags: ['x'] });
    await runBulkAction(context(), id);

    const canceled = await as(ana, (tx) => cancelBulkAction(tx, ana, id));
    await runBulkAction(context(), id);

    expect(canceled).toMatchObject({ state: 'canceled', counts: { done: 25, waiting: 15 } });
    expect((await undone(ana, id)).counts).toMatchObject({ undone: 25, waiting: 15 });
  });

  it('is shown again after a reload, until its agent has seen its result', async () => {
    await opened(1);
    const { id } = await done(ana, 'read');
    expect((await currentBulkAction(town.database, ana)).current).toMatchObject({ id, state: 'done', undoUntil: null });
    expect((await currentBulkAction(town.database, bob)).current).toBeNull();

    await as(ana, (tx) => dismissBulkAction(tx, ana, id));

    expect((await currentBulkAction(town.database, ana)).current).toBeNull();
  });

  it('gives its place to no older result once it is dismissed', async () => {
    await opened(1);
    await done(ana, { change: { priority: 'high' } });
    const { id } = await done(ana, { change: { priority: 'low' } });
    expect((await currentBulkAction(town.database, ana)).current).toMatchObject({ id });
    await as(ana, (tx) => dismissBulkAction(tx, ana, id));
    expect((await currentBulkAction(town.database, ana)).current).toBeNull();
  });

  it('is shown again after a later one where cases were refused, as long as nobody has dismissed it, for a day', async () => {
    const [first] = await opened(2);
    const { id: refusing } = await start(ana, { change: { priority: 'high' } });
    await change(sue, first!, { teamId: roads });
    expect((await run(ana, refusing)).counts).toMatchObject({ done: 1, refused: 1 });
    const { id: later } = await done(ana, { change: { priority: 'low' } });
    expect((await currentBulkAction(town.database, ana)).current).toMatchObject({ id: later });
    await as(ana, (tx) => dismissBulkAction(tx, ana, later));
    expect((await currentBulkAction(town.database, ana)).current).toMatchObject({
      id: refusing,
      counts: { refused: 1 },
    });
    await town.database.execute(`update bulk_action set started_at = started_at - interval '25 hours' where id = $1`, [refusing]); // prettier-ignore
    expect((await currentBulkAction(town.database, ana)).current).toBeNull();
  });

  it('tells whoever gets cases by it once, and its own agent how it goes', async () => {
    await opened(30);
    await done(ana, { change: { assigneeId: bob.id } });
    const events = await allEvents(town.database);
    await as(ana, (tx) => notifyAgents(tx, events as unknown as Parameters<typeof notifyAgents>[1]));

    const { items } = await listNotifications(town.database, bob, { limit: 50 });
    expect(items.map(({ about }) => about)).toEqual([{ type: 'many-given', by: 'Ana', count: 30, team: null }]);
    const own = events.filter(({ type }) => type === 'bulk-action.changed');
    expect(new Set(own.map(({ audience, agentId }) => `${audience} ${agentId}`))).toEqual(new Set([`agent ${ana.id}`]));
  });
});

describe('the undoing of an action', () => {
  it('is shown to its agent, who had dismissed what came of it', async () => {
    await opened(1);
    const { id } = await done(ana, { change: { priority: 'high' } });
    await as(ana, (tx) => dismissBulkAction(tx, ana, id));

    await undone(ana, id);

    expect((await currentBulkAction(town.database, ana)).current).toMatchObject({ id, state: 'undone' });
    await town.database.execute(`update bulk_action set started_at = started_at - interval '25 hours'`);
    expect((await currentBulkAction(town.database, ana)).current).toBeNull();
  });

  it('gives each case back what the action has changed, and nothing else', async () => {
    const [open, snoozed, closed] = await opened(3);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await change(ana, snoozed!, { status: 'snoozed', snoozeUntil: until, tags: ['a', 'b'] });
    await change(ana, closed!, { status: 'closed' });
    const list = { filter: CaseFilter.parse({ view: 'all', status: 'any' }) };
    const action = await done(ana, { change: { status: 'closed' }, addTags: ['c'], removeTags: ['a'] }, list);
    await change(bob, snoozed!, { tags: ['b', 'c', 'd'] });

    const { state, counts } = await undone(ana, action.id);

    expect({ state, undone: counts.undone }).toEqual({ state: 'undone', undone: 3 });
    expect(await detail(open!)).toMatchObject({ status: 'open', tags: [] });
    expect(await detail(snoozed!)).toMatchObject({ status: 'snoozed', snoozeUntil: until });
    expect((await detail(snoozed!)).tags.toSorted()).toEqual(['a', 'b', 'd']);
    expect(await detail(closed!)).toMatchObject({ status: 'closed', tags: [] });
  });

  it('keeps what somebody has changed since, and says so', async () => {
    const [touched, other] = await opened(2);
    const action = await done(ana, { change: { status: 'closed' } });
    await change(bob, touched!, { status: 'open' });

    const { counts } = await undone(ana, action.id);

    expect(counts).toMatchObject({ undone: 1, kept: 1 });
    expect(await itemsIn(ana, action.id, 'kept')).toMatchObject([
      { caseId: touched, refusal: { reason: 'undo-late' } },
    ]);
    expect((await detail(other!)).status).toBe('open');
  });

  it('keeps what has been changed since and is again as the action has left it', async () => {
    const ids = await opened(5);
    const [assigned, closed, urgent, moved] = ids;
    const given = await done(ana, { change: { assigneeId: bob.id, status: 'closed', priority: 'urgent' } });
    await change(ana, assigned!, { assigneeId: null });
    await change(ana, assigned!, { assigneeId: bob.id });
    await change(bob, closed!, { status: 'open' });
    await change(bob, closed!, { status: 'closed' });
    await change(bob, urgent!, { priority: 'low' });
    await change(bob, urgent!, { priority: 'urgent' });
    await change(bob, moved!, { tags: ['autre'] });

    const { counts } = await undone(ana, given.id);

    expect(counts).toMatchObject({ undone: 2, kept: 3 });
    const kept = await itemsIn(ana, given.id, 'kept');
    expect(kept.map(({ caseId }) => caseId).toSorted()).toEqual([assigned!, closed!, urgent!].toSorted());
    expect((await detail(assigned!)).assignee?.id).toBe(bob.id);
  });

  it('takes cases back from the team that got them, also after the minute of a single one, and its notifications', async () => {
    const [id] = await opened(1);
    await change(ana, id!, { assigneeId: ana.id, tags: ['a'] });
    const wanted = { change: { teamId: roads, assigneeId: null, summary: 'Photos reçues.' }, addTags: ['voirie'] };
    const action = await done(ana, wanted);
    const given = await listNotifications(town.database, bob, { limit: 50 });
    await town.database.execute(`update case_handover set at = at - interval '5 minutes'`);
    await town.database.execute(`update bulk_action set started_at = started_at - interval '6 minutes'`);
    await expect(as(ana, (tx) => undoHandover(tx, ana, { id: id! }))).rejects.toMatchObject({ code: 'conflict' });

    await undone(ana, action.id);

    expect(given.items).toMatchObject([{ about: { type: 'many-given', count: 1, team: 'Voirie' } }]);
    expect(await detail(id!)).toMatchObject({ team: { id: schools }, assignee: { id: ana.id }, tags: ['a'] });
    expect((await listNotifications(town.database, bob, { limit: 50 })).items).toEqual([]);
  });

  it('is begun and stopped within the hour after the first end alone', async () => {
    await opened(1);
    const { id } = await done(ana, { addTags: ['a'] });
    await town.database.execute(`update bulk_action set ended_at = ended_at - interval '59 minutes'`);
    const { undoUntil } = await status(ana, id);
    await as(ana, (tx) => undoBulkAction(tx, ana, id));

    const canceled = await as(ana, (tx) => cancelBulkAction(tx, ana, id));

    expect(canceled).toMatchObject({ state: 'canceled', undoUntil });
  });

  it('is refused an hour after the end of the action, and twice', async () => {
    await opened(1);
    const first = await done(ana, { addTags: ['a'] });
    await undone(ana, first.id);
    await expect(undone(ana, first.id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
    const second = await done(ana, { addTags: ['b'] });
    await town.database.execute(`update bulk_action set ended_at = ended_at - interval '61 minutes'`);

    await expect(undone(ana, second.id)).rejects.toMatchObject({ more: { reason: 'undo-late' } });
  });
});
