import { randomUUIDv7 } from 'node:crypto';
import type { Principal } from '@guichet/access';
import { caseDetail, openCase, updateCase } from '@guichet/cases';
import type { UpdateCase } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Town } from '../../../test/support/town.js';
import { seen } from './presence.js';
import { sweepOf, sweepQueues } from './sweep.js';

let town: Town;
let root: Principal;
let ana: Principal;
let schools: string;
let roads: string;
let now = new Date('2026-03-02T09:00:00Z');

beforeAll(async () => {
  town = await Town.build();
  town.database.now = () => now;
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
    await updateCase(tx, root, id, changes, null);
    return id;
  });
const detail = (id: string) => caseDetail(town.database, root, id);

describe('the sweeper', () => {
  it('says that all is well where it is', async () => {
    expect(await sweepOf(town.database.read, root)).toEqual({ at: null, looked: 0, findings: [] });
    await open('École', schools, { assigneeId: ana.id });
    await sweepQueues(town.database);
    expect(await sweepOf(town.database.read, root)).toEqual({ at: now.toISOString(), looked: 1, findings: [] });
  });

  it('mends what might have fallen out of a queue, and reports the rest', async () => {
    const lost = await open('Perdue', schools, { assigneeId: ana.id });
    const asleep = await open('Endormie', schools, { snoozeUntil: '2026-03-02T10:00:00.000Z' });
    const empty = await open('Nids de poule', roads);
    const rings = await open('Horloge', schools, { assigneeId: ana.id });
    // A fault that no code of ours makes: somebody's hand in the database.
    await town.database.read(`update cases set assignee_id = $2, team_id = $3 where id = $1`, [lost, ana.id, roads]);
    await town.database.read(`insert into case_count (team_id, status, delta) values ($1, 'open', 7)`, [schools]);
    await town.database.read(
      `insert into case_clock (id, case_id, clock, since, state, target, target_name, team_id, started_at, due_at, total_seconds, as_of, rings_at)
       values ($1, $2, 'resolution', 1, 'running', '{"value":1,"unit":"hours"}', 'Hour', $3, $4, $4, 3600, $4, $4)`,
      [randomUUIDv7(), rings, schools, now],
    );
    await as(ana, (tx) => seen(tx, [ana.id]));
    await town.database.read(`delete from graphile_worker._private_jobs`);
    now = new Date('2026-03-03T11:00:00Z');
    await sweepQueues(town.database);

    const { findings, looked } = await sweepOf(town.database.read, root);
    expect(looked).toBe(5);
    expect(findings.map(({ what, count, mended }) => [what, count, mended])).toEqual([
      ['assignee-gone', 1, true],
      ['overdue-wake', 1, true],
      ['clock-asleep', 1, true],
      ['count-off', 7, true],
      ['team-empty', 2, false],
      ['unassigned-long', 1, false],
    ]);
    expect(findings.find(({ what }) => what === 'unassigned-long')!.caseIds).toEqual([empty]);
    expect((await detail(lost)).assignee).toBeNull();
    expect(await detail(asleep)).toMatchObject({ status: 'open', snoozeUntil: null });
    const jobs = await town.database.read(`select key from graphile_worker.jobs where task_identifier = 'ring-clocks'`);
    expect(jobs).toEqual([{ key: `clocks:${rings}` }]);
    const off = await town.database.read(
      `select team_id, assignee_id, status from (select team_id, assignee_id, status, 1 as n from cases
         union all select team_id, assignee_id, status, -delta from case_count) x group by 1, 2, 3 having sum(n) <> 0`,
    );
    expect(off).toEqual([]);
    expect(await town.database.read(`select seen_at from agent_presence`)).toEqual([{ seen_at: null }]);
  });

  it('tells an agent only of the teams that are theirs', async () => {
    const mine = await sweepOf(town.database.read, ana);
    expect(mine.looked).toBe(3);
    expect(mine.findings.map(({ what }) => what)).toEqual(['overdue-wake', 'clock-asleep', 'count-off']);
    const told = await town.database.read<{ data: object }>(`select data from event where type = 'queue.swept'`);
    expect(told.every(({ data }) => Object.keys(data).length === 0)).toBe(true);
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
    await expect(town.database.read(`update cases set ${change} where id = $1`, [id])).rejects.toThrow(/violates/);
  });

  it('refuses to lose a team that has cases', async () => {
    await expect(town.database.read(`delete from team where id = $1`, [schools])).rejects.toThrow(/violates/);
  });
});
