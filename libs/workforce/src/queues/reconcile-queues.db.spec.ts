import type { Principal } from '@guichet/access';
import { caseDetail, openCase, updateCase } from '@guichet/cases';
import type { UpdateCase } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { TestTown } from '../../../../test/support/test-town.js';
import { getReconciliation, reconcileQueues } from './reconcile-queues.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let schools: string;
let roads: string;
let now = new Date('2026-03-02T09:00:00Z');

beforeAll(async () => {
  now = new Date('2026-03-02T09:00:00Z');
  town = await TestTown.build();
  town.database.clock = () => now;
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const open = (subject: string, teamId = schools, changes: UpdateCase = {}) =>
  as(root, async (tx) => {
    const id = await openCase(tx, root, { subject, teamId });
    await updateCase(tx, root, { id, wanted: changes });
    return id;
  });
const detail = (id: string) => caseDetail(town.database, root, { id });

describe('the reconciler', () => {
  it('reports no findings where nothing is wrong', async () => {
    expect(await getReconciliation(town.database, root)).toEqual({ at: null, checked: 0, findings: [] });
    await open('École', schools, { assigneeId: ana.id });
    await reconcileQueues(town.database);
    expect(await getReconciliation(town.database, root)).toEqual({ at: now.toISOString(), checked: 1, findings: [] });
  });

  it('fixes what has fallen out of a queue, and reports the rest', async () => {
    const lost = await open('Perdue', schools, { assigneeId: ana.id });
    const asleep = await open('Endormie', schools, { snoozeUntil: '2026-03-02T10:00:00.000Z' });
    const empty = await open('Nids de poule', roads);
    const overdue = await open('Horloge', schools, { assigneeId: ana.id });
    // Somebody has changed the database by hand: no code of ours causes these faults.
    await town.database.execute(`update cases set assignee_id = $2, team_id = $3 where id = $1`, [lost, ana.id, roads]);
    await town.database.execute(`insert into case_count (team_id, status, delta) values ($1, 'open', 7)`, [schools]);
    await town.database.execute(
      `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, due_at, total_seconds, as_of, next_threshold_at)
       values ($1, $2, 'resolution', 1, 'running', '{"value":1,"unit":"hours"}', 'Hour', $3, $4, $4, 3600, $4, $4)`,
      [newId(), overdue, schools, now],
    );
    await town.database.execute(`delete from graphile_worker._private_jobs`);
    now = new Date('2026-03-03T11:00:00Z');
    await reconcileQueues(town.database);

    const { findings, checked } = await getReconciliation(town.database, root);
    expect(checked).toBe(5);
    expect(findings.map(({ type, count, fixed }) => [type, count, fixed])).toEqual([
      ['assignee-invalid', 1, true],
      ['snooze-overdue', 1, true],
      ['threshold-overdue', 1, true],
      ['count-wrong', 7, true],
      ['team-empty', 2, false],
      ['unassigned-long', 1, false],
    ]);
    expect(findings.find(({ type }) => type === 'unassigned-long')!.caseIds).toEqual([empty]);
    // Whoever reads it learns which team it is, as all its open cases are concerned.
    expect(findings.find(({ type }) => type === 'team-empty')!.teams).toEqual([{ id: roads, name: 'Voirie', count: 2 }]); // prettier-ignore
    expect((await detail(lost)).assignee).toBeNull();
    expect(await detail(asleep)).toMatchObject({ status: 'open', snoozeUntil: null });
    const jobs = await town.database.query(
      `select key from graphile_worker.jobs where task_identifier = 'fire-sla-thresholds'`,
    );
    expect(jobs).toEqual([{ key: `sla:${overdue}` }]);
    const off = await town.database.query(
      `select team_id, assignee_id, status from (select team_id, assignee_id, status, 1 as n from cases
         union all select team_id, assignee_id, status, -delta from case_count) x group by 1, 2, 3 having sum(n) <> 0`,
    );
    expect(off).toEqual([]);
  });

  it('shows an agent only the findings of their teams', async () => {
    const mine = await getReconciliation(town.database, ana);
    expect(mine.checked).toBe(3);
    expect(mine.findings.map(({ type }) => type)).toEqual(['snooze-overdue', 'threshold-overdue', 'count-wrong']);
    const reconciled = await town.database.query<{ data: object }>(
      `select data from event where type = 'queue.reconciled'`,
    );
    expect(reconciled.every(({ data }) => Object.keys(data).length === 0)).toBe(true);
    // Of a case that is restricted to others, that there was one.
    const { caseIds } = mine.findings[0]!;
    await town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [
      caseIds[0],
      root.id,
    ]);
    const [first] = (await getReconciliation(town.database, ana)).findings;
    const ofSchools = [{ id: schools, name: 'Écoles', count: 1 }];
    expect([caseIds.length, first]).toEqual([
      1,
      { type: 'snooze-overdue', fixed: true, count: 1, caseIds: [], teams: ofSchools },
    ]);
  });
});

describe('the database', () => {
  it.each([
    ['a case without a team', `team_id = null`],
    ['a case of a team that is not there', `team_id = gen_random_uuid()`],
    ['a case of somebody who is not there', `assignee_id = gen_random_uuid()`],
    ['a snooze without a time', `status = 'snoozed'`],
    ['a time without a snooze', `snooze_until = now()`],
    ['a state that no view shows', `status = 'lost'`],
    ['an end without a time', `status = 'closed'`],
    ['an unfinished part of another case', `merged_into_id = id`],
    ['a priority that no queue knows', `priority = 'later'`],
  ])('refuses %s', async (_, change) => {
    const id = await open('École');
    await expect(town.database.execute(`update cases set ${change} where id = $1`, [id])).rejects.toThrow(/violates/);
  });

  it('refuses to lose a team that has cases', async () => {
    await expect(town.database.execute(`delete from team where id = $1`, [schools])).rejects.toThrow(/violates/);
  });
});
