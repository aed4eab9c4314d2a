import { updateAgent, updateTeam, type Principal } from '@guichet/access';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { timeline } from '../timeline/timeline.queries.js';
import { unassignInaccessibleCases } from './unassign-inaccessible-cases.js';
import { updateCase } from './update-case.js';

let town: TestTown;
let root: Principal;
let sue: Principal;
let schools: string;
let taxes: string;

beforeAll(async () => {
  town = await TestTown.build();
  [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
  root = await town.agent('Root', [], 'administrator');
  sue = await town.agent('Sue', [], 'supervisor');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

/** An agent of both teams who holds an open case of each, and a closed one. */
async function busy(name: string) {
  const who = await town.agent(name, [schools, taxes]);
  const hold = async (teamId: string, status: 'open' | 'closed') => {
    const id = await openCase(town, who, 'Held');
    await as(who, (tx) => updateCase(tx, who, { id, wanted: { teamId, assigneeId: who.id, status } }));
    return id;
  };
  return {
    who,
    school: await hold(schools, 'open'),
    tax: await hold(taxes, 'open'),
    closed: await hold(schools, 'closed'),
  };
}

/** Does what the worker does with the jobs that are waiting. */
async function settle(): Promise<void> {
  const waiting = await town.database.query<{ payload: { agentId: string } }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'unassign-lost'`,
  );
  await town.database.execute(`delete from graphile_worker._private_jobs`);
  for (const { payload } of waiting)
    while (
      await town.database.write({ kind: 'system', name: 'Teams' }, (tx) => unassignInaccessibleCases(tx, payload))
    );
}

const holder = async (id: string) => (await caseDetail(town.database, sue, { id })).assignee?.name ?? null;

describe('unfinished cases', () => {
  it('go back to the queue of a team that their agent has left, and say so', async () => {
    const { who, school, tax, closed } = await busy('Ana');
    const { version } = await caseDetail(town.database, sue, { id: school });
    await as(root, (tx) => updateAgent(tx, root, { id: who.id, wanted: { teamIds: [taxes] } }));
    await settle();
    expect([await holder(school), await holder(tax), await holder(closed)]).toEqual([null, 'Ana', 'Ana']);
    expect((await caseDetail(town.database, sue, { id: school })).version).toBe(version + 1);
    const { items } = await timeline(town.database, sue, { caseId: school, query: { limit: 50 } });
    expect(items.at(-1)).toMatchObject({
      kind: 'activity',
      actor: { kind: 'system' },
      activity: { type: 'assigned', from: 'Ana', to: null, toId: null, because: { by: 'no-access', agent: 'Ana' } },
    });
    const events = await town.database.query<{ type: string }>(`select type from event where case_id = $1`, [school]);
    expect(events.at(-1)?.type).toBe('case.changed');
  });

  it('go back also when it is the team that lets its agent go', async () => {
    const { who, school, tax } = await busy('Bao');
    const others = await town.database.query<{ id: string }>(
      `select agent_id as id from team_member where team_id = $1 and agent_id <> $2`,
      [schools, who.id],
    );
    await as(root, (tx) => updateTeam(tx, root, { id: schools, wanted: { agentIds: others.map(({ id }) => id) } }));
    await settle();
    expect([await holder(school), await holder(tax)]).toEqual([null, 'Bao']);
  });

  it('all go back when the agent leaves, however many they are', async () => {
    const { who, school, tax } = await busy('Cleo');
    const more = [];
    for (let n = 0; n < 120; n += 1) {
      const id = await openCase(town, who, 'One of many');
      more.push(id);
    }
    await town.database.execute(`update cases set assignee_id = $1 where id = any($2::uuid[])`, [who.id, more]);
    await as(root, (tx) => updateAgent(tx, root, { id: who.id, wanted: { active: false } }));
    await settle();
    expect([await holder(school), await holder(tax)]).toEqual([null, null]);
    const { items } = await timeline(town.database, sue, { caseId: tax, query: { limit: 50 } });
    expect(items.at(-1)).toMatchObject({ activity: { because: { by: 'deactivated', agent: 'Cleo' } } });
    expect(
      await town.database.query(`select 1 from cases where assignee_id = $1 and status <> 'closed'`, [who.id]),
    ).toEqual([]);
  });

  it('stay with whoever may still see them', async () => {
    const { who, school, tax } = await busy('Dan');
    await as(root, (tx) => updateAgent(tx, root, { id: who.id, wanted: { role: 'supervisor', teamIds: [] } }));
    await settle();
    expect([await holder(school), await holder(tax)]).toEqual(['Dan', 'Dan']);
    await as(root, (tx) => updateAgent(tx, root, { id: who.id, wanted: { role: 'agent' } }));
    await settle();
    expect([await holder(school), await holder(tax)]).toEqual([null, null]);
  });
});
