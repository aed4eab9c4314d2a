import type { Principal } from '@guichet/access';
import { caseDetail, openCase, timeline, undoHandover, updateCase } from '@guichet/cases';
import { StartBulkAction, TimelineQuery, type UpdateCase } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { listNotifications } from '@guichet/notifications';
import { casesToGiveBack, endAbsence, heartbeat, reassignCasesOf, setAbsence } from '@guichet/workforce';
import { TestTown } from '../../../../test/support/test-town.js';
import { bulkActionStatus, bulkItems } from './bulk-actions.queries.js';
import type { BulkContext } from './bulk-context.js';
import { undoBulkAction } from './confirm-cancel-undo-bulk-action.js';
import { runBulkAction } from './run-bulk-action.js';
import { startBulkAction } from './start-bulk-action.js';

let town: TestTown;
let schools: string;
let roads: string;
let ines: Principal;
let bea: Principal;
let max: Principal;
let root: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ines = await town.agent('Inès', [schools]);
  bea = await town.agent('Béa', [schools]);
  max = await town.agent('Max', [schools]);
  root = await town.agent('Root', [], 'administrator');
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const opened = (subject: string, assigneeId: string) =>
  as(root, async (tx) => {
    const id = await openCase(tx, root, { subject, teamId: schools });
    await updateCase(tx, root, { id, wanted: { assigneeId } });
    return id;
  });
const change = (id: string, wanted: UpdateCase) => as(root, (tx) => updateCase(tx, root, { id, wanted }));
const holder = async (id: string) => (await caseDetail(town.database, root, { id })).assignee?.name ?? null;
const leave = async (who: Principal, substituteId: string) => {
  const absence = { until: null, substituteId, handOver: 'substitute' as const };
  await as(who, (tx) => setAbsence(tx, who, { agentId: who.id, absence }));
  await as(root, (tx) => reassignCasesOf(tx, { agentId: who.id }, 'substitute'));
};
/** Of an absence in which all open cases go back to the queue. */
const leaveToQueue = async (who: Principal) => {
  const absence = { until: null, substituteId: null, handOver: 'queue' as const };
  await as(who, (tx) => setAbsence(tx, who, { agentId: who.id, absence }));
  await as(root, (tx) => reassignCasesOf(tx, { agentId: who.id }, 'queue'));
};
const comeBack = (who: Principal) => as(who, (tx) => endAbsence(tx, who, who.id));
const subjects = async (who: Principal, agentId: string) =>
  (await casesToGiveBack(town.database, who, agentId)).items.map(({ subject }) => subject).toSorted();
const context = (): BulkContext =>
  ({ database: town.database, keyring: town.keyring, logger: { error: () => undefined } }) as unknown as BulkContext;
const run = async (who: Principal, id: string) => {
  while (['running', 'undoing'].includes((await bulkActionStatus(town.database, who, id)).state))
    await runBulkAction(context(), id);
  return bulkActionStatus(town.database, who, id);
};
const giveBack = async (who: Principal, agentId: string, caseIds: string[]) => {
  const wanted = StartBulkAction.parse({ cases: { caseIds }, action: { kind: 'give-back', agentId } });
  const { id } = await as(who, (tx) => startBulkAction(tx, who, wanted));
  return run(who, id);
};
const aboutOf = async (who: Principal) =>
  (await listNotifications(town.database, who, { limit: 20 })).items.map(({ about }) => about);

describe('after an absence', () => {
  it('lists what is still with the substitute, of either, and marks where the substitute has replied', async () => {
    const [plain, replied, closed, passedOn] = [
      await opened('Clés', ines.id),
      await opened('Cantine', ines.id),
      await opened('Close', ines.id),
      await opened('Passé', ines.id),
    ];
    await opened('À Béa', bea.id);
    await leave(ines, bea.id);
    await town.database.execute(
      `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, direction, data)
       select gen_random_uuid(), id, last_position + 1, 'message', now(), 'agent', $2, 'Béa', 'out', '{}' from cases where id = $1`,
      [replied, bea.id],
    );
    await change(closed, { status: 'closed' });
    await change(passedOn, { assigneeId: max.id });
    // As long as the absence lasts, nothing is to be given back.
    expect(await subjects(ines, ines.id)).toEqual([]);
    await comeBack(ines);

    const { items } = await casesToGiveBack(town.database, ines, ines.id);
    expect(items.map(({ id, hasReplied }) => [id, hasReplied]).toSorted()).toEqual(
      [
        [plain, false],
        [replied, true],
      ].toSorted(),
    );
    expect(items[0]).toMatchObject({ absent: { id: ines.id, name: 'Inès' }, substitute: { id: bea.id, name: 'Béa' } });
    expect(await subjects(bea, bea.id)).toEqual(['Cantine', 'Clés']);
    expect(await subjects(root, ines.id)).toEqual(['Cantine', 'Clés']);
    expect(await subjects(max, max.id)).toEqual([]);
    await expect(casesToGiveBack(town.database, max, ines.id)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('leaves out what the agent may have no longer', async () => {
    const [id] = [await opened('Clés', ines.id), await opened('Cantine', ines.id)];
    await leave(ines, bea.id);
    await town.database.execute(`update cases set team_id = $2 where id = $1`, [id, roads]);
    await comeBack(ines);
    expect(await subjects(root, ines.id)).toEqual(['Cantine']);
  });

  it('leaves out what was handed to another team since, but not where that was undone', async () => {
    const both = await town.agent('Both', [schools, roads]);
    const [queued, undone] = [await opened('Clés', both.id), await opened('Cantine', both.id)];
    await leaveToQueue(both);
    for (const id of [queued, undone]) await change(id, { teamId: roads });
    await as(root, (tx) => undoHandover(tx, root, { id: undone }));
    await comeBack(both);
    expect(await subjects(both, both.id)).toEqual(['Cantine']);
    expect((await giveBack(both, both.id, [queued, undone])).counts).toMatchObject({ done: 1, refused: 1 });
  });

  it('lists what was handed over with the substitute having it, once that is undone, alone or with others', async () => {
    const both = await town.agent('Both', [schools, roads]);
    const [alone, together] = [await opened('Clés', both.id), await opened('Cantine', both.id)];
    await leave(both, bea.id);
    await comeBack(both);
    expect(await subjects(both, both.id)).toEqual(['Cantine', 'Clés']);
    await change(alone, { teamId: roads });
    const action = { kind: 'update', change: { teamId: roads } };
    const { id } = await as(root, (tx) => startBulkAction(tx, root, StartBulkAction.parse({ cases: { caseIds: [together] }, action }))); // prettier-ignore
    await run(root, id);
    expect(await subjects(both, both.id)).toEqual([]);

    await as(root, (tx) => undoHandover(tx, root, { id: alone }));
    await as(root, (tx) => undoBulkAction(tx, root, id));
    await run(root, id);
    expect([await holder(alone), await holder(together)]).toEqual(['Béa', 'Béa']);
    expect(await subjects(both, both.id)).toEqual(['Cantine', 'Clés']);
  });

  it('is said once to whoever is back and to the substitute, with how many there are', async () => {
    await opened('Clés', ines.id);
    await leave(ines, bea.id);
    await comeBack(ines);
    const type = 'cases-to-give-back';
    expect(await aboutOf(ines)).toContainEqual({ type, side: 'absent', colleague: 'Béa', count: 1 });
    expect(await aboutOf(bea)).toContainEqual({ type, side: 'substitute', colleague: 'Inès', count: 1 });
    await comeBack(ines);
    expect((await aboutOf(ines)).filter((about) => about.type === type)).toHaveLength(1);
  });

  it('leaves out what was given to the substitute on purpose, once it had come back', async () => {
    const id = await opened('Clés', ines.id);
    await leave(ines, bea.id);
    await comeBack(ines);
    await giveBack(ines, ines.id, [id]);
    await change(id, { assigneeId: bea.id });
    expect(await subjects(ines, ines.id)).toEqual([]);
    expect((await giveBack(ines, ines.id, [id])).counts).toMatchObject({ done: 0, refused: 1 });
  });

  it('is not said again at the end of a later absence, though it is listed still', async () => {
    await opened('Clés', ines.id);
    await leave(ines, bea.id);
    await comeBack(ines);
    await as(ines, (tx) => setAbsence(tx, ines, { agentId: ines.id, absence: { until: null, substituteId: null, handOver: 'keep' } })); // prettier-ignore
    await comeBack(ines);
    expect(await subjects(ines, ines.id)).toEqual(['Clés']);
    expect((await aboutOf(ines)).filter(({ type }) => type === 'cases-to-give-back')).toHaveLength(1);
  });

  it('counts what came before whoever is absent was connected', async () => {
    await opened('Clés', ines.id);
    await leave(ines, bea.id);
    await as(ines, (tx) => heartbeat(tx, [ines.id]));
    await comeBack(ines);
    expect(await aboutOf(ines)).toContainEqual({ type: 'cases-to-give-back', side: 'absent', colleague: 'Béa', count: 1 }); // prettier-ignore
  });

  it('says nothing where nothing is left', async () => {
    await leave(ines, bea.id);
    await comeBack(ines);
    expect(await aboutOf(ines)).toEqual([]);
  });
});

describe('after an absence that brought cases to the queue', () => {
  it('lists those that nobody has had since, for whoever is back and whoever manages absences', async () => {
    const [plain, closed, taken, released] = [
      await opened('Clés', ines.id),
      await opened('Close', ines.id),
      await opened('Prise', ines.id),
      await opened('Prise et laissée', ines.id),
    ];
    await as(root, (tx) => openCase(tx, root, { subject: 'Jamais attribuée', teamId: schools }));
    const moved = await opened('Voirie', ines.id);
    await leaveToQueue(ines);
    await change(closed, { status: 'closed' });
    await change(taken, { assigneeId: max.id });
    await change(released, { assigneeId: max.id });
    await change(released, { assigneeId: null });
    await change(moved, { teamId: roads });
    // As long as the absence lasts, nothing is to be given back.
    expect(await subjects(root, ines.id)).toEqual([]);
    await comeBack(ines);

    for (const who of [ines, root])
      expect((await casesToGiveBack(town.database, who, ines.id)).items).toMatchObject([
        { id: plain, absent: { id: ines.id, name: 'Inès' }, substitute: null, hasReplied: false },
      ]);
    expect(await subjects(bea, bea.id)).toEqual([]);
    const { items } = await timeline(town.database, root, { caseId: plain, query: TimelineQuery.parse({}) });
    expect(items.at(-1)).toMatchObject({
      activity: { type: 'assigned', to: null, because: { by: 'absent', absent: 'Inès', absentId: ines.id } },
    });
  });

  it('lists those that went to a substitute beside those that the substitute may not have, and counts each', async () => {
    const hers = await town.agent('Cléo', [schools, roads]);
    const elsewhere = await opened('Nid-de-poule', hers.id);
    await change(elsewhere, { teamId: roads, assigneeId: hers.id });
    await opened('Clés', hers.id);
    await leave(hers, bea.id);
    await comeBack(hers);

    const { items } = await casesToGiveBack(town.database, hers, hers.id);
    expect(items.map(({ subject, substitute }) => [subject, substitute?.name ?? null]).toSorted()).toEqual([
      ['Clés', 'Béa'],
      ['Nid-de-poule', null],
    ]);
    const type = 'cases-to-give-back';
    expect((await aboutOf(hers)).filter((about) => about.type === type)).toEqual(
      expect.arrayContaining([
        { type, side: 'absent', colleague: 'Béa', count: 1 },
        { type, side: 'absent', colleague: null, count: 1 },
      ]),
    );
    expect(await aboutOf(bea)).toContainEqual({ type, side: 'substitute', colleague: 'Cléo', count: 1 });
  });

  it.each([
    ['whoever is back', () => ines],
    ['a supervisor', () => root],
  ])('gives them back by %s as one action, whose undoing returns them to the queue', async (_, whoOf) => {
    const who = whoOf();
    const ids = [await opened('Clés', ines.id), await opened('Cantine', ines.id), await opened('Prise', ines.id)];
    await leaveToQueue(ines);
    await comeBack(ines);
    await change(ids[2]!, { assigneeId: max.id });

    const { id, counts } = await giveBack(who, ines.id, ids);

    expect(counts).toMatchObject({ done: 2, refused: 1 });
    expect(await Promise.all(ids.map(holder))).toEqual(['Inès', 'Inès', 'Max']);
    const refused = await bulkItems(town.database, who, { id, query: { state: 'refused', limit: 9 } });
    expect(refused.items).toMatchObject([{ caseId: ids[2], refusal: { reason: 'not-to-give-back' } }]);
    expect(await subjects(ines, ines.id)).toEqual([]);

    await as(who, (tx) => undoBulkAction(tx, who, id));
    await run(who, id);
    expect(await Promise.all(ids.map(holder))).toEqual([null, null, 'Max']);
    // What was undone can be given back again.
    expect(await subjects(ines, ines.id)).toEqual(['Cantine', 'Clés']);
  });

  it('leaves out what whoever is back has put into the queue on purpose, and what only a later absence brought there is listed once', async () => {
    const [again, onPurpose] = [await opened('Clés', ines.id), await opened('Cantine', ines.id)];
    await leaveToQueue(ines);
    await comeBack(ines);
    await giveBack(ines, ines.id, [again, onPurpose]);
    await change(onPurpose, { assigneeId: null });
    expect(await subjects(ines, ines.id)).toEqual([]);
    await leaveToQueue(ines);
    await comeBack(ines);
    expect(await subjects(ines, ines.id)).toEqual(['Clés']);
  });
});

/** What the list of a reader reads, and how. */
async function planOfList(who: Principal, agentId: string): Promise<string> {
  const { database } = town;
  let asked: [string, unknown[]?] = [''];
  const query: Reader['query'] = (...one) => database.query(...(asked = one));
  await casesToGiveBack({ query, now: database.now }, who, agentId);
  const rows = await database.query<{ 'QUERY PLAN': string }>(`explain ${asked[0]}`, asked[1]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('where there are many cases', () => {
  it('reads what went to a substitute, and no other entry of the cases of a team', async () => {
    const id = await opened('Clés', ines.id);
    await leave(ines, bea.id);
    await comeBack(ines);
    await town.database.execute(`alter table cases disable trigger user`);
    await town.database.execute(`alter table timeline_entry disable trigger user`);
    await town.database.execute(
      `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'reference', 'GCH-2026-9' || n,
         'assignee_id', case when n % 10 = 0 then $2::uuid end))).* from cases c, generate_series(1, 2000) n where c.id = $1`,
      [id, max.id],
    );
    await town.database.execute(
      `insert into timeline_entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'case_id', c.id, 'position', 100 + n,
         'data', '{"type":"assigned","from":null,"to":"Max","toId":null}'::jsonb))).*
       from timeline_entry e, cases c, generate_series(1, 10) n where e.case_id = $1 and e.position = 1 and c.id <> $1`,
      [id],
    );
    await town.database.execute('analyze');

    expect(await subjects(ines, ines.id)).toEqual(['Clés']);
    const plan = await planOfList(ines, ines.id);
    expect(plan).toContain('timeline_entry_substitutes');
    expect(plan).not.toContain('Seq Scan on timeline_entry');
    expect(plan).not.toContain('Seq Scan on cases');
  });
});

describe('giving back', () => {
  it.each([
    ['the substitute', () => bea],
    ['whoever is back', () => ines],
    ['a supervisor', () => root],
  ])('by %s is one action, which is seen in each case and can be undone', async (_, whoOf) => {
    const who = whoOf();
    const ids = [await opened('Clés', ines.id), await opened('Cantine', ines.id), await opened('Close', ines.id)];
    await leave(ines, bea.id);
    await comeBack(ines);
    await change(ids[2]!, { status: 'closed' });

    const { id, counts } = await giveBack(who, ines.id, ids);

    expect(counts).toMatchObject({ done: 2, refused: 1 });
    expect(await Promise.all(ids.map(holder))).toEqual(['Inès', 'Inès', 'Béa']);
    const refused = await bulkItems(town.database, who, { id, query: { state: 'refused', limit: 9 } });
    expect(refused.items).toMatchObject([{ caseId: ids[2], refusal: { reason: 'not-to-give-back' } }]);
    const { items } = await timeline(town.database, root, { caseId: ids[0]!, query: TimelineQuery.parse({}) });
    expect(items.at(-1)).toMatchObject({
      actor: { name: who.name },
      activity: { type: 'assigned', from: 'Béa', to: 'Inès' },
    });
    if (who !== ines) expect(await aboutOf(ines)).toContainEqual({ type: 'many-given', by: who.name, count: 2, team: null }); // prettier-ignore
    expect(await subjects(ines, ines.id)).toEqual([]);

    await as(who, (tx) => undoBulkAction(tx, who, id));
    await run(who, id);
    expect(await Promise.all(ids.map(holder))).toEqual(['Béa', 'Béa', 'Béa']);
    // What was undone can be given back again.
    expect(await subjects(ines, ines.id)).toEqual(['Cantine', 'Clés']);
  });

  it('leaves a case where it is once somebody has given it away and its agent has taken it back', async () => {
    const [taken, other] = [await opened('Clés', ines.id), await opened('Cantine', ines.id)];
    await leave(ines, bea.id);
    await comeBack(ines);
    const { id } = await giveBack(bea, ines.id, [taken, other]);
    await change(taken, { assigneeId: bea.id });
    await as(ines, async (tx) => {
      const { version } = await caseDetail(town.database, ines, { id: taken });
      await updateCase(tx, ines, { id: taken, wanted: { assigneeId: ines.id }, expectedVersion: version });
    });

    await as(bea, (tx) => undoBulkAction(tx, bea, id));
    expect((await run(bea, id)).counts).toMatchObject({ undone: 1, kept: 1 });
    expect([await holder(taken), await holder(other)]).toEqual(['Inès', 'Béa']);
    const kept = await bulkItems(town.database, bea, { id, query: { state: 'kept', limit: 9 } });
    expect(kept.items).toMatchObject([{ caseId: taken, refusal: { reason: 'undo-late' } }]);
  });

  it('drops no replies that wait to be sent', async () => {
    const id = await opened('Clés', ines.id);
    await leave(ines, bea.id);
    await comeBack(ines);
    const wanted = StartBulkAction.parse({ cases: { caseIds: [id] }, action: { kind: 'give-back', agentId: ines.id } });
    const replies = newId();
    await town.database.execute(
      `insert into bulk_action (id, agent_id, action, started_at, moved_at, state, dismissed)
       values ($1::uuid, $2, jsonb_build_object('kind', 'reply', 'templateId', $1::uuid::text), now(), now(), 'ready', false)`,
      [replies, bea.id],
    );
    await expect(as(bea, (tx) => startBulkAction(tx, bea, wanted))).rejects.toMatchObject({
      more: { reason: 'replies-wait-to-be-sent' },
    });
    expect((await bulkActionStatus(town.database, bea, replies)).state).toBe('ready');
  });

  it('takes nothing from a colleague that no absence brought there', async () => {
    const [own, handed] = [await opened('À Béa', bea.id), await opened('Clés', ines.id)];
    await leave(ines, bea.id);
    await comeBack(ines);
    await change(handed, { assigneeId: max.id });
    const { counts } = await giveBack(ines, ines.id, [own, handed]);
    expect(counts).toMatchObject({ done: 0, refused: 2 });
    expect([await holder(own), await holder(handed)]).toEqual(['Béa', 'Max']);
  });
});
