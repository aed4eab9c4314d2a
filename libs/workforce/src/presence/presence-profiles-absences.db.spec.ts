import type { Principal } from '@guichet/access';
import { createCaseType, updateCase } from '@guichet/cases';
import { Capacity } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { startAbsence, expireAbsence, endAbsence, setAbsence } from './absence.js';
import { saveCapacity } from '../assignment/capacity.js';
import { expireConnections, markDisconnected, heartbeat, setPresence } from './presence.js';
import { getProfile, saveProfile } from '../assignment/assignment-profile.js';
import { getQueueSettings, saveQueueSettings } from '../queues/queue-settings.js';
import { listWorkforce } from './list-workforce.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let bob: Principal;
let schools: string;
let roads: string;
let now = new Date('2026-03-02T09:00:00Z');

beforeAll(async () => {
  town = await TestTown.build();
  town.database.clock = () => now;
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools, roads]);
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const seenBy = async (who: Principal, name: string) =>
  (await listWorkforce({ query: town.database.query, now }, who)).items.find((item) => item.name === name);
const presenceChanges = async () =>
  (await town.database.query<{ agentId: string }>(`select data ->> 'agentId' as "agentId" from event where type = 'presence.changed' order by id`)).length; // prettier-ignore

describe('how an agent is', () => {
  it('is the state that they set while they are connected, and offline otherwise', async () => {
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline', freeSlots: { email: 0 } });
    await as(ana, (tx) => setPresence(tx, ana, { state: 'busy' }));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline' });
    await as(ana, (tx) => heartbeat(tx, [ana.id]));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'busy', freeSlots: { email: 0 } });
    await as(ana, (tx) => setPresence(tx, ana, { state: 'available' }));
    expect(await seenBy(ana, 'Ana')).toMatchObject({
      state: 'available',
      capacity: 20,
      freeSlots: { email: 20, chat: 5 },
    });
    await as(ana, (tx) => markDisconnected(tx, [ana.id]));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline', since: now.toISOString() });
  });

  it('is offline after their process died, and one event says when they are back', async () => {
    await as(ana, (tx) => heartbeat(tx, [ana.id, bob.id]));
    const before = await presenceChanges();
    await as(ana, (tx) => heartbeat(tx, [bob.id, ana.id]));
    expect(await presenceChanges()).toBe(before);
    now = new Date(now.getTime() + 200_000);
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline' });
    await as(root, expireConnections);
    await as(root, expireConnections);
    // One event for each of the two, however often it is checked.
    expect(await presenceChanges()).toBe(before + 2);
    await as(ana, (tx) => heartbeat(tx, [ana.id]));
    expect(await presenceChanges()).toBe(before + 3);
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'available', since: now.toISOString() });
  });

  it('is shown of the agents of the teams that the reader sees, with the teams and cases that the reader sees', async () => {
    const [school, road] = [await openCase(town, bob, 'École'), await openCase(town, bob, 'Trou')];
    for (const id of [school, road]) await as(bob, (tx) => updateCase(tx, bob, { id, wanted: { assigneeId: bob.id } }));
    await as(root, (tx) => updateCase(tx, root, { id: road, wanted: { teamId: roads } }));
    expect((await listWorkforce({ query: town.database.query, now }, ana)).items.map(({ name }) => name)).toEqual([
      'Ana',
      'Bob',
    ]);
    expect(await seenBy(ana, 'Bob')).toMatchObject({ teamIds: [schools], open: 1, load: 2 });
    expect(await seenBy(bob, 'Bob')).toMatchObject({ teamIds: [schools, roads].sort(), open: 2, load: 2 });
    expect((await seenBy(root, 'Bob'))!.teamIds).toHaveLength(2);
  });
});

describe('what an agent can be given', () => {
  it('has languages, case types and points', async () => {
    const kind = await as(root, (tx) => createCaseType(tx, root, { name: 'Inscription' }));
    const wanted = { languages: ['fr', 'ar'], skills: [{ caseTypeId: kind.id, level: 3 }], capacity: 8 };
    await expect(as(ana, (tx) => saveProfile(tx, ana, { agentId: ana.id, wanted }))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    expect(await as(root, (tx) => saveProfile(tx, root, { agentId: ana.id, wanted }))).toEqual(wanted);
    expect(await getProfile(town.database, bob, ana.id)).toEqual(wanted);
    const wrong = { ...wanted, skills: [{ caseTypeId: schools, level: 1 }] };
    await expect(as(root, (tx) => saveProfile(tx, root, { agentId: ana.id, wanted: wrong }))).rejects.toMatchObject({ more: { errors: [{ path: 'skills.0.caseTypeId' }] } }); // prettier-ignore
    expect(await seenBy(ana, 'Ana')).toMatchObject({ capacity: 8, languages: ['fr', 'ar'], freeSlots: { email: 8, chat: 2 } }); // prettier-ignore
  });

  it('is nothing where their roles let them handle no case, or they are in no team', async () => {
    const roles = (id: string, key: string) =>
      town.database.execute(
        `update role_grant set role_id = (select id from role where key = $2) where agent_id = $1`,
        [id, key],
      );
    const [dpo, reader, newcomer] = [
      await town.agent('Dora', [schools]),
      await town.agent('Rita', [schools]),
      await town.agent('Nora', []),
    ];
    await roles(dpo.id, 'dpo');
    await roles(reader.id, 'auditor');
    for (const who of [dpo, reader, newcomer]) {
      await as(who, (tx) => heartbeat(tx, [who.id]));
      expect(await seenBy(root, who.name)).toMatchObject({ state: 'available', capacity: 0, freeSlots: { email: 0 } });
    }
    // Whoever sees what is assigned to them alone is given it by hand.
    await town.database.execute(`update role_grant set reach = 'assigned-cases' where agent_id = $1`, [newcomer.id]);
    expect(await seenBy(root, 'Nora')).toMatchObject({ capacity: 20, freeSlots: { email: 20 } });
  });

  it('is nothing while they are invited and have not signed in yet', async () => {
    const louise = await town.agent('Louise', [schools]);
    expect(await seenBy(root, 'Louise')).toMatchObject({ invited: false, capacity: 20 });
    await town.database.execute(
      `insert into password_link (agent_id, purpose, created_at, expires_at, mail) values ($1, $2, now(), now(), 'none')`,
      [louise.id, 'invitation'],
    );
    expect(await seenBy(root, 'Louise')).toMatchObject({ invited: true, capacity: 0, freeSlots: { email: 0 } });
    // A link for another password is no invitation.
    await town.database.execute(`update password_link set purpose = 'reset' where agent_id = $1`, [louise.id]);
    expect(await seenBy(root, 'Louise')).toMatchObject({ invited: false, capacity: 20 });
  });

  it('follows the general capacity setting', async () => {
    await as(root, (tx) => saveCapacity(tx, root, Capacity.parse({ points: 10, weights: { chat: 8, post: 0 } })));
    expect((await seenBy(ana, 'Ana'))!.freeSlots).toMatchObject({ chat: 1, email: 8 });
    expect((await seenBy(ana, 'Ana'))!.freeSlots).not.toHaveProperty('post');
  });
});

describe('a queue', () => {
  it('decides how cases are assigned', async () => {
    expect(await getQueueSettings(town.database, ana, schools)).toEqual({ assignment: 'manual', overflow: null });
    const wanted = { assignment: 'automatic' as const, overflow: { teamId: roads, afterMinutes: 30 } };
    expect(await as(root, (tx) => saveQueueSettings(tx, root, { teamId: schools, wanted }))).toEqual(wanted);
    expect(await getQueueSettings(town.database, ana, schools)).toEqual(wanted);
  });

  it.each([
    ['itself', () => schools, 'overflow-to-itself'],
    ['a team that is not there', () => root.id, 'no-such-team'],
  ])('does not overflow into %s', async (_, teamId, reason) => {
    const wanted = { assignment: 'manual' as const, overflow: { teamId: teamId(), afterMinutes: 30 } };
    await expect(as(root, (tx) => saveQueueSettings(tx, root, { teamId: schools, wanted }))).rejects.toMatchObject({ more: { errors: [{ path: 'overflow.teamId', reason }] } }); // prettier-ignore
  });
});

describe('an absence', () => {
  const away = (changes: object = {}) => ({
    from: null,
    until: null,
    substituteId: null,
    handOver: 'keep' as const,
    ...changes,
  });

  it('makes an agent offline until it is ended or expires', async () => {
    const until = new Date(now.getTime() + 3600_000).toISOString();
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away({ until, substituteId: bob.id }) }));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline', absence: { until, substitute: { id: bob.id, name: 'Bob' } } }); // prettier-ignore
    await as(root, (tx) => expireAbsence(tx, ana.id, new Date(now.getTime() + 1).toISOString()));
    expect((await seenBy(ana, 'Ana'))!.absence).not.toBeNull();
    await as(root, (tx) => expireAbsence(tx, ana.id, until));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'available', absence: null });
    await as(root, (tx) => setAbsence(tx, root, { agentId: ana.id, absence: away() }));
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    expect((await seenBy(ana, 'Ana'))!.absence).toBeNull();
  });

  it('of another agent is set by supervisors only', async () => {
    await expect(as(ana, (tx) => setAbsence(tx, ana, { agentId: bob.id, absence: away() }))).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it.each([
    ['until', { until: '2026-03-01T00:00:00.000Z' }, 'time-over'],
    ['until', { from: '2026-03-03T00:00:00.000Z', until: '2026-03-02T12:00:00.000Z' }, 'ends-before'],
    ['substituteId', { handOver: 'substitute' }, 'substitute-needed'],
    ['substituteId', { substituteId: '00000000-0000-7000-8000-000000000000' }, 'no-substitute'],
  ])('with a wrong %s is refused', async (path, changes, reason) => {
    await expect(as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away(changes) }))).rejects.toMatchObject({ more: { errors: [{ path, reason }] } }); // prettier-ignore
  });

  it('returns how many cases will be reassigned', async () => {
    expect(
      await as(bob, (tx) => setAbsence(tx, bob, { agentId: bob.id, absence: away({ handOver: 'queue' }) })),
    ).toEqual({ reassigned: 2 });
    expect(await town.database.query(`select 1 from graphile_worker.jobs where task_identifier = 'reassign-cases'`)).toHaveLength(1); // prettier-ignore
    await as(bob, (tx) => endAbsence(tx, bob, bob.id));
  });

  describe('whose change is saved', () => {
    const later = { from: '2026-03-09T07:00:00.000Z', until: '2026-03-13T17:00:00.000Z' };
    const begin = (changes: object) =>
      as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away(changes) }));
    afterEach(async () => {
      for (const _ of ['running', 'planned']) await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    });

    it('is not begun anew where it has ended meanwhile', async () => {
      await begin({ until: later.until });
      await as(root, (tx) => endAbsence(tx, root, ana.id));
      await expect(begin({ until: '2026-03-14T17:00:00.000Z', changes: 'running' })).rejects.toMatchObject({
        more: { reason: 'absence-over' },
      });
      expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: null, planned: null });
    });

    it('is not planned beside the one that it has become, or once it is withdrawn', async () => {
      await begin(later);
      await as(root, (tx) => startAbsence(tx, ana.id, later.from));
      const change = { ...later, from: '2026-03-10T07:00:00.000Z', changes: 'planned' };
      await expect(begin(change)).rejects.toMatchObject({ more: { reason: 'absence-begun' } });
      expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: { until: later.until }, planned: null });
      await as(root, (tx) => endAbsence(tx, root, ana.id));
      await expect(begin(change)).rejects.toMatchObject({ more: { reason: 'absence-withdrawn' } });
      expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: null, planned: null });
    });

    it('takes no other dates away that somebody has given it meanwhile', async () => {
      const overtaken = { more: { reason: 'saved-meanwhile' } };
      const [until, other] = ['2026-03-14T17:00:00.000Z', '2026-03-12T17:00:00.000Z'];
      await begin(later);
      await begin({ ...later, until: other });
      const change = { ...later, until, changes: 'planned', shown: later };
      await expect(begin(change)).rejects.toMatchObject(overtaken);
      expect(await seenBy(ana, 'Ana')).toMatchObject({ planned: { until: other } });
      await begin({ ...change, shown: { ...later, until: other } });
      expect(await seenBy(ana, 'Ana')).toMatchObject({ planned: { until } });

      await begin({ until: other });
      const running = { until, changes: 'running' };
      for (const shown of [later.until, null])
        await expect(begin({ ...running, shown: { from: null, until: shown } })).rejects.toMatchObject(overtaken);
      expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: { until: other } });
      await begin({ ...running, shown: { from: null, until: other } });
      expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: { until } });
    });

    it('is changed where it is as it was', async () => {
      await begin(later);
      await begin({ ...later, until: '2026-03-14T17:00:00.000Z', changes: 'planned' });
      expect(await seenBy(ana, 'Ana')).toMatchObject({ planned: { until: '2026-03-14T17:00:00.000Z' } });
      await begin({});
      await begin({ until: later.until, changes: 'running' });
      expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: { until: later.until } });
    });
  });

  it('that is planned changes nothing until it starts, once, with the substitute who is available then', async () => {
    const [from, until] = ['2026-03-09T07:00:00.000Z', '2026-03-13T17:00:00.000Z'];
    const planned = away({ from, until, substituteId: bob.id, handOver: 'substitute' });
    expect(await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: planned }))).toEqual({
      reassigned: 0,
    });
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'available', absence: null, planned: { from, until, substitute: { id: bob.id, name: 'Bob' }, handOver: 'substitute' } }); // prettier-ignore
    await as(root, (tx) => startAbsence(tx, ana.id, until));
    expect((await seenBy(ana, 'Ana'))!.absence).toBeNull();
    await as(root, (tx) => setAbsence(tx, root, { agentId: bob.id, absence: away() }));
    await as(root, (tx) => startAbsence(tx, ana.id, from));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: { until, substitute: null }, planned: null });
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    await as(root, (tx) => startAbsence(tx, ana.id, from));
    expect((await seenBy(ana, 'Ana'))!.absence).toBeNull();
    await as(root, (tx) => endAbsence(tx, root, bob.id));
  });

  it('that is planned leaves since when an agent who was never here is offline', async () => {
    const zoe = await town.agent('Zoé', [schools]);
    await town.database.execute(`update agent set created_at = '2026-02-02T08:00:00Z' where id = $1`, [zoe.id]);
    const from = '2026-03-09T07:00:00.000Z';
    await as(zoe, (tx) => setAbsence(tx, zoe, { agentId: zoe.id, absence: away({ from }) }));
    expect(await seenBy(ana, 'Zoé')).toMatchObject({ state: 'offline', since: '2026-02-02T08:00:00.000Z' });
  });

  it('that is planned can be cancelled', async () => {
    const from = '2026-03-09T07:00:00.000Z';
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away({ from }) }));
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    await as(root, (tx) => startAbsence(tx, ana.id, from));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: null, planned: null });
  });
});
