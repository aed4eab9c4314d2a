import { updateAgent, type Principal } from '@guichet/access';
import {
  caseDetail,
  createCaseType,
  openCase,
  timeline,
  unassignInaccessibleCases,
  undoHandover,
  updateCase,
} from '@guichet/cases';
import { TimelineQuery, type UpdateCase } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { listNotifications, notifyAgents } from '@guichet/notifications';
import { newId } from '@guichet/platform';
import { receive } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import {
  handOverCasesOfDeparted,
  reassignCasesOf,
  reassignReturningCases,
} from '../presence/reassign-for-absent-and-departed.js';
import { casesOfAbsence } from '../presence/preview-absence-effect-on-cases.js';
import { casesOfLeavingAgent } from '../presence/preview-deactivation-effect-on-cases.js';
import { setAbsence, endAbsence } from '../presence/absence.js';
import {
  endAbsenceIfActiveAgain,
  endAbsenceOfLeaving,
  setSubstituteOfLeaving,
} from '../presence/absence-of-leaving.js';
import { loadCandidates } from '../assignment/candidate-agents.queries.js';
import { CaseWeights } from '../assignment/capacity.js';
import { assignBatch } from '../assignment/auto-assigner.js';
import { endRelief } from '../assignment/relief.js';
import { overflowCase, scheduleOverflow, rescheduleQueue } from './overflow.js';
import { markDisconnected, heartbeat, setPresence } from '../presence/presence.js';
import { listWorkforce } from '../presence/list-workforce.js';
import { saveProfile } from '../assignment/assignment-profile.js';
import { saveQueueSettings } from './queue-settings.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let bob: Principal;
let schools: string;
let roads: string;
let caseTypeId: string;
let now = new Date('2026-03-02T09:00:00Z');

beforeEach(async () => {
  town = await TestTown.build();
  town.database.clock = () => now;
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools]);
  root = await town.agent('Root', [], 'administrator');
  caseTypeId = (await as(root, (tx) => createCaseType(tx, root, { name: 'Inscription' }))).id;
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const asQueue = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'system', name: 'Queue' }, work);
const open = (subject: string, changes: UpdateCase = {}) =>
  as(root, async (tx) => {
    const id = await openCase(tx, root, { subject, teamId: schools });
    await updateCase(tx, root, { id, wanted: changes });
    return id;
  });
const here = (...who: Principal[]) => asQueue((tx) => heartbeat(tx, who.map(({ id }) => id))); // prettier-ignore
const automatic = (overflowTo?: string) =>
  as(root, (tx) => saveQueueSettings(tx, root, { teamId: schools, wanted: { assignment: 'automatic', overflow: overflowTo ? { teamId: overflowTo, afterMinutes: 60 } : null } })); // prettier-ignore
const carries = (
  who: Principal,
  capacity: number,
  more: { languages?: string[]; skills?: { caseTypeId: string; level: number }[] } = {},
) =>
  // prettier-ignore
  as(root, (tx) => saveProfile(tx, root, { agentId: who.id, wanted: { languages: [], skills: [], capacity, ...more } }));
const assignAll = async () => {
  while (await assignBatch(town.database));
};
const holder = async (id: string) => (await caseDetail(town.database, root, { id })).assignee?.name ?? null;
const lastActivity = async (id: string) => {
  const { items } = await timeline(town.database, root, { caseId: id, query: TimelineQuery.parse({ limit: 200 }) });
  return items.flatMap((entry) => (entry.kind === 'activity' ? [entry.activity] : [])).at(-1);
};
/** The log as it is, whatever other transactions are under way in this cluster. */
const events = () =>
  town.database.query<LoggedEvent>(
    `select id::text as position, type, case_id as "caseId", team_ids as "teamIds", agent_id as "agentId", actor_id as "actorId", data
     from event order by id`,
  );
/** What has happened since, as a reader of the log is told. */
const since = async (count: number) => (await events()).slice(count);

describe('automatic assignment', () => {
  it('passes over a member whose roles let them handle no case of the team', async () => {
    await automatic();
    await here(ana, bob);
    await town.database.execute(
      `update role_grant set role_id = (select id from role where key = 'expert') where agent_id = $1`,
      [ana.id],
    );
    const ids = [await open('Un'), await open('Deux'), await open('Trois')];
    await assignAll();
    expect(await Promise.all(ids.map(holder))).toEqual(['Bob', 'Bob', 'Bob']);
  });

  it('assigns nothing in a team with manual assignment, and nothing while nobody is connected', async () => {
    const id = await open('École');
    await here(ana);
    await assignAll();
    expect(await holder(id)).toBeNull();
    await asQueue((tx) => markDisconnected(tx, [ana.id]));
    await automatic();
    await assignAll();
    expect(await holder(id)).toBeNull();
    await here(ana);
    await assignAll();
    expect(await holder(id)).toBe('Ana');
    expect(await lastActivity(id)).toEqual({ type: 'assigned', from: null, to: 'Ana', toId: ana.id, because: { by: 'load', language: null, skill: null, load: 0, capacity: 20, among: 1 } }); // prettier-ignore
  });

  it('assigns the most urgent case first, and stops when all agents have reached their capacity', async () => {
    await automatic();
    await here(ana, bob);
    for (const who of [ana, bob]) await carries(who, 2);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await open(`Case ${n}`));
    const urgent = await open('Urgent', { priority: 'urgent' });
    await assignAll();
    expect(await holder(urgent)).not.toBeNull();
    const holders = await Promise.all(ids.map(holder));
    expect(holders.slice(0, 3).every((name) => name !== null)).toBe(true);
    expect(holders.slice(3)).toEqual([null, null]);
    // Whoever is done with one gets the next.
    const one = ids[holders.indexOf('Ana')]!;
    await as(root, (tx) => updateCase(tx, root, { id: one, wanted: { status: 'closed' } }));
    await assignAll();
    expect(await holder(ids[3]!)).toBe('Ana');
    expect(await holder(ids[4]!)).toBeNull();
  });

  it('is not blocked by cases that need a skill nobody present has', async () => {
    await automatic();
    await carries(bob, 100, { skills: [{ caseTypeId, level: 3 }] });
    await carries(ana, 100);
    await here(ana);
    const known: string[] = [];
    for (let n = 0; n < 60; n += 1) known.push(await open(`Known ${n}`, { caseTypeId, priority: 'urgent' }));
    const other = await open('Other');
    await assignAll();
    expect(await holder(other)).toBe('Ana');
    expect(await holder(known[0]!)).toBeNull();
    await here(bob);
    await assignAll();
    expect(await Promise.all(known.map(holder))).toEqual(known.map(() => 'Bob'));
    expect(await lastActivity(known[59]!)).toMatchObject({ because: { skill: { caseType: 'Inscription', level: 3 }, among: 1 } }); // prettier-ignore
  });

  it('prefers an agent who speaks the language', async () => {
    await automatic();
    await carries(bob, 20, { languages: ['ar'] });
    await here(ana, bob);
    const account = await town.mailbox(schools);
    const body = 'أريد تسجيل ابنتي في المدرسة';
    const ids = await receive(town, account, mail('a@x.test', { body }), mail('b@x.test', { body }), mail('c@x.test'));
    await assignAll();
    expect(await Promise.all(ids.map(holder))).toEqual(['Bob', 'Bob', 'Ana']);
    const loads = (await Promise.all([lastActivity(ids[0]!), lastActivity(ids[1]!)])) as { because: object }[];
    expect(loads.map(({ because }) => because)).toEqual(
      expect.arrayContaining(
        [0, 1].map((load): unknown => expect.objectContaining({ by: 'load', language: 'ar', load })),
      ),
    );
  });

  it('assigns nothing for a while to an agent whom a colleague has relieved of a case', async () => {
    await automatic();
    await here(ana);
    const give = (who: Principal, id: string, to: Principal | null) =>
      as(who, (tx) => updateCase(tx, who, { id, wanted: { assigneeId: to?.id ?? null } }));
    const relievedUntil = async () =>
      (await listWorkforce({ query: town.database.query, now }, root)).items.find(({ id }) => id === ana.id)
        ?.relievedUntil;
    const mine = await open('École', { assigneeId: ana.id });
    // What she hands over herself makes room for others.
    await give(ana, await open('Crèche', { assigneeId: ana.id }), bob);
    const first = await open('Cantine');
    await assignAll();
    expect(await holder(first)).toBe('Ana');

    const before = now;
    await give(root, mine, bob);
    const waiting = await open('Périscolaire');
    await assignAll();
    expect(await holder(waiting)).toBeNull();
    expect(await relievedUntil()).toBe(new Date(before.getTime() + 30 * 60_000).toISOString());
    // Given back, as when it is undone: she takes new cases again, once others that are given back with it are hers as well.
    await give(root, mine, ana);
    expect(await relievedUntil()).toBe(new Date(before.getTime() + 60_000).toISOString());
    await assignAll();
    expect(await holder(waiting)).toBeNull();
    now = new Date(now.getTime() + 61_000);
    expect(await relievedUntil()).toBeNull();
    now = before;

    await give(root, mine, null);
    await assignAll();
    expect([await holder(mine), await holder(waiting)]).toEqual([null, null]);
    now = new Date(now.getTime() + 31 * 60_000);
    await here(ana);
    await assignAll();
    expect([await holder(mine), await holder(waiting)]).toEqual(['Ana', 'Ana']);
    now = before;
  });

  it('goes on assigning to an agent from whom a colleague takes back what was given to them by mistake', async () => {
    await automatic();
    await here(ana);
    const mine = await open('École', { assigneeId: bob.id });
    await as(root, (tx) => updateCase(tx, root, { id: mine, wanted: { assigneeId: ana.id } }));
    await as(root, (tx) => updateCase(tx, root, { id: mine, wanted: { assigneeId: bob.id, undo: true } }));
    const next = await open('Cantine');
    await assignAll();
    expect([await holder(mine), await holder(next)]).toEqual(['Bob', 'Ana']);
  });

  it('assigns nothing for a while to an agent of whom a colleague hands several cases over to another team', async () => {
    await automatic();
    await here(ana);
    const hand = (id: string, wanted: UpdateCase) =>
      as(root, (tx) => updateCase(tx, root, { id, wanted: { teamId: roads, assigneeId: null, ...wanted } }));
    const relieved = async () => {
      const agents = await listWorkforce({ query: town.database.query, now }, root);
      return agents.items.find(({ id }) => id === ana.id)?.relievedUntil ?? null;
    };
    const [alone, ...several] = [await open('Nid-de-poule', { assigneeId: ana.id }), await open('Banc', { assigneeId: ana.id }), await open('Arbre', { assigneeId: ana.id })]; // prettier-ignore
    // One that goes to the team which it concerns makes room for others.
    await hand(alone, {});
    expect(await relieved()).toBeNull();

    const before = now;
    for (const id of several) await hand(id, { relieves: true });
    expect(await relieved()).toBe(new Date(before.getTime() + 30 * 60_000).toISOString());
    const waiting = await open('Cantine');
    await assignAll();
    expect(await holder(waiting)).toBeNull();

    // Taking back the one by which nobody was relieved ends nothing; taking back the others ends it in a moment.
    await as(root, (tx) => undoHandover(tx, root, { id: alone }));
    expect(await relieved()).toBe(new Date(before.getTime() + 30 * 60_000).toISOString());
    await as(root, (tx) => undoHandover(tx, root, { id: several[0] }));
    expect(await relieved()).toBe(new Date(before.getTime() + 60_000).toISOString());
    await as(root, (tx) => undoHandover(tx, root, { id: several[1] }));
    now = new Date(now.getTime() + 61_000);
    await assignAll();
    now = before;
    expect(await Promise.all([...several, waiting].map(holder))).toEqual(['Ana', 'Ana', 'Ana']);
  });

  it('assigns nothing to an agent from whom colleagues take cases for themselves, while it runs', async () => {
    await automatic();
    await here(ana);
    await carries(ana, 3);
    const full = [await open('École', { assigneeId: ana.id }), await open('Crèche', { assigneeId: ana.id }), await open('Cantine', { assigneeId: ana.id })]; // prettier-ignore
    const waiting = [await open('Périscolaire'), await open('Transport'), await open('Garderie')];
    const take = async (who: Principal, id: string) => {
      const { version: expectedVersion } = await caseDetail(town.database, root, { id });
      await as(who, (tx) => updateCase(tx, who, { id, wanted: { assigneeId: who.id }, expectedVersion }));
      await assignAll();
    };
    await Promise.all([take(root, full[0]!), take(bob, full[1]!), assignAll(), take(root, full[2]!), assignAll()]);
    expect(await Promise.all(full.map(holder))).toEqual(['Root', 'Bob', 'Root']);
    expect(await Promise.all(waiting.map(holder))).toEqual([null, null, null]);
    // Bob, who gives her one of his own, means her to have more.
    await as(bob, (tx) => updateCase(tx, bob, { id: full[1]!, wanted: { assigneeId: ana.id } }));
    const before = now;
    now = new Date(now.getTime() + 61_000);
    await here(ana);
    await assignAll();
    now = before;
    expect((await Promise.all(waiting.map(holder))).filter((name) => name === 'Ana')).toHaveLength(2);
  });

  it('reads who is relieved and what they have at one moment, as a case may be taken off them in between', async () => {
    await automatic();
    await here(ana);
    await carries(ana, 1);
    const mine = await open('École', { assigneeId: ana.id });
    const weights = await CaseWeights.load(town.database);
    let isMoved = false;
    const query = async <Row>(sql: string, values?: unknown[]) => {
      const rows = await town.database.query<Row>(sql, values);
      if (!isMoved) await as(root, (tx) => updateCase(tx, root, { id: mine, wanted: { assigneeId: bob.id } }));
      isMoved = true;
      return rows;
    };
    const candidates = async () =>
      (await loadCandidates({ query, now }, weights, [schools])).get(schools)!.find(({ id }) => id === ana.id);
    expect(await candidates()).toMatchObject({ available: true, load: 1, capacity: 1 });
    expect(await candidates()).toMatchObject({ available: false, load: 0 });
  });

  it('assigns again to an agent who was relieved as soon as a supervisor says so', async () => {
    await automatic();
    await here(ana);
    const mine = await open('École', { assigneeId: ana.id });
    await as(root, (tx) => updateCase(tx, root, { id: mine, wanted: { assigneeId: null } }));
    await assignAll();
    expect(await holder(mine)).toBeNull();
    await expect(as(bob, (tx) => endRelief(tx, bob, ana.id))).rejects.toMatchObject({ code: 'not-permitted' });
    await as(root, (tx) => endRelief(tx, root, ana.id));
    await assignAll();
    expect(await holder(mine)).toBe('Ana');
  });

  // Threats: C07.
  it('assigns nothing to an agent who leaves meanwhile', async () => {
    await automatic();
    await here(ana);
    const id = await open('École');
    const away = { until: null, substituteId: null, handOver: 'keep' as const };
    await town.commitWhenBlocked(
      ana,
      (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away }),
      () => assignBatch(town.database),
    );
    expect(await holder(id)).toBeNull();
  });

  it('assigns nothing to an agent who is busy or absent', async () => {
    await automatic();
    await here(ana, bob);
    await as(ana, (tx) => setPresence(tx, ana, { state: 'busy' }));
    await as(bob, (tx) =>
      setAbsence(tx, bob, { agentId: bob.id, absence: { until: null, substituteId: null, handOver: 'keep' } }),
    );
    const id = await open('École');
    await assignAll();
    expect(await holder(id)).toBeNull();
    await as(ana, (tx) => setPresence(tx, ana, { state: 'available' }));
    await assignAll();
    expect(await holder(id)).toBe('Ana');
  });
});

describe('an absence', () => {
  const away = (changes: object = {}) => ({ until: null, substituteId: null, handOver: 'keep' as const, ...changes });

  it('reassigns the open cases in batches, to the substitute where they may be assigned them', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 103; n += 1) ids.push(await open(`Case ${n}`, { assigneeId: ana.id }));
    const waiting = await open('Waiting', { assigneeId: ana.id, status: 'waiting' });
    const { reassigned } = await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away({ substituteId: bob.id, handOver: 'substitute' }) })); // prettier-ignore
    expect(reassigned).toBe(103);
    expect(await asQueue((tx) => reassignCasesOf(tx, { agentId: ana.id }, 'substitute'))).toEqual({
      reassigned: 100,
      more: true,
    });
    expect(await asQueue((tx) => reassignCasesOf(tx, { agentId: ana.id }, 'substitute'))).toEqual({
      reassigned: 3,
      more: false,
    });
    expect(await asQueue((tx) => reassignCasesOf(tx, { agentId: ana.id }, 'substitute'))).toEqual({
      reassigned: 0,
      more: false,
    });
    expect(await holder(ids[102]!)).toBe('Bob');
    expect(await lastActivity(ids[0]!)).toEqual({ type: 'assigned', from: 'Ana', to: 'Bob', toId: bob.id, because: { by: 'substitute', absent: 'Ana', absentId: ana.id } }); // prettier-ignore
    expect(await holder(waiting)).toBe('Ana');
    expect(
      await town.database.query(`select about from notification where agent_id = $1 order by id`, [bob.id]),
    ).toEqual([
      // Of the cases they are notified when they have them.
      { about: { type: 'substitute', of: 'Ana', from: null, until: null, count: 0 } },
      { about: { type: 'handed-over', from: 'Ana', count: 100 } },
      { about: { type: 'handed-over', from: 'Ana', count: 3 } },
    ]);
  });

  it('is known to the substitute when it is planned, once: its days, and how many cases they get', async () => {
    await open('École', { assigneeId: ana.id });
    await open('Waiting', { assigneeId: ana.id, status: 'waiting' });
    const elsewhere = await open('Nid-de-poule', { assigneeId: ana.id });
    await town.database.execute(`update cases set team_id = $2 where id = $1`, [elsewhere, roads]);
    const [from, until, later] = ['2026-03-09T07:00:00.000Z', '2026-03-13T17:00:00.000Z', '2026-03-16T17:00:00.000Z'];
    const plan = (who: Principal, changes: object = {}) =>
      as(who, (tx) => setAbsence(tx, who, { agentId: ana.id, absence: away({ from, until, substituteId: bob.id, ...changes }) })); // prettier-ignore
    const known = async () =>
      (await listNotifications(town.database, bob, { limit: 9 })).items.map(({ about }) => about);
    const about = { type: 'substitute', of: 'Ana', from, until, count: 0 };

    await plan(ana);
    await plan(ana);
    expect(await known()).toEqual([about]);
    // Whoever learns that it comes otherwise is not left with what was to be.
    await plan(ana, { handOver: 'substitute', until: later });
    expect(await known()).toEqual([{ ...about, until: later, count: 1 }]);
    await plan(ana, { substituteId: root.id });
    expect(await known()).toEqual([]);
    await plan(ana);
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    expect(await known()).toEqual([]);
    // Nobody is notified of what they have set themselves.
    await plan(root, { substituteId: root.id });
    expect((await listNotifications(town.database, root, { limit: 9 })).items).toEqual([]);
  });

  it('is known to the substitute once while it runs, however often it is changed, and to nobody who is it no longer', async () => {
    const change = (changes: object) =>
      as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away(changes) }));
    const known = async (who: Principal) =>
      (await listNotifications(town.database, who, { limit: 9 })).items.map(({ about }) => about);
    const until = '2026-03-13T17:00:00.000Z';
    await change({ substituteId: bob.id });
    await change({ substituteId: bob.id, until });
    expect(await known(bob)).toEqual([{ type: 'substitute', of: 'Ana', from: null, until, count: 0 }]);
    await change({ substituteId: root.id, until });
    expect([await known(bob), (await known(root)).length]).toEqual([[], 1]);
  });

  it('is known before it begins: what the substitute would get, and what would go back to which queue', async () => {
    const mine = await open('École', { assigneeId: ana.id });
    const pothole = await open('Nid-de-poule', { assigneeId: ana.id });
    await town.database.execute(`update cases set team_id = $2 where id = $1`, [pothole, roads]);
    await open('Waiting', { assigneeId: ana.id, status: 'waiting' });
    const known = async (who: Principal, substituteId: string | null) =>
      (await casesOfAbsence(town.database, who, { agentId: ana.id, substituteId })).teams.map((one) => [
        ...[one.team.name, one.open, one.forSubstitute],
      ]);
    expect(await known(root, null)).toEqual([
      ['Écoles', 1, 0],
      ['Voirie', 1, 0],
    ]);
    expect(await known(root, bob.id)).toEqual([
      ['Écoles', 1, 1],
      ['Voirie', 1, 0],
    ]);
    // What a substitute cannot open, who is absent too or is not named in the case, goes to the queue.
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [mine, [ana.id]]);
    expect(await known(ana, bob.id)).toContainEqual(['Écoles', 1, 0]);
    const unseen = async (who: Principal) =>
      (await casesOfAbsence(town.database, who, { agentId: ana.id, substituteId: null })).unseen;
    // She does not see the one of the roads, nor the administrator the one that names her alone.
    expect([await unseen(ana), await unseen(root)]).toEqual([1, 1]);
    await expect(known(bob, bob.id)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('hands the open cases to the substitute when the agent leaves for good, and not before', async () => {
    const id = await open('École', { assigneeId: ana.id });
    const absence = away({ substituteId: bob.id });
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence }));
    expect(await asQueue((tx) => handOverCasesOfDeparted(tx, { agentId: ana.id }))).toBe(false);
    expect(await holder(id)).toBe('Ana');
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));
    expect(await asQueue((tx) => handOverCasesOfDeparted(tx, { agentId: ana.id }))).toBe(false);
    expect(await holder(id)).toBe('Bob');
  });

  it('says beforehand what becomes of the cases of somebody who leaves, of those that the reader sees, and then does so', async () => {
    const plan = (who = root) =>
      casesOfLeavingAgent(town.database, who, { agentId: ana.id, grantId: null, substituteId: null });
    const restricted = { count: 0, to: [] };
    const queue = { id: schools, name: 'Écoles' };
    const ids = [await open('One', { assigneeId: ana.id }), await open('Two', { assigneeId: ana.id })];
    const waiting = await open('Waiting', { assigneeId: ana.id, status: 'waiting' });
    await open('Over', { assigneeId: ana.id, status: 'closed' });
    // Whoever left without a substitute: everything goes back.
    // Whoever works in the team, or in all teams, could have them instead.
    const others = [
      { agent: { id: bob.id, name: 'Bob' }, count: 3 },
      { agent: { id: root.id, name: 'Root' }, count: 3 },
    ];
    const inQueue = { team: queue, count: 3, restricted: 0, isWithoutAgent: false };
    expect(await plan()).toEqual({
      isSeen: true,
      ...{ substitutes: [], queues: [inQueue], restricted, unfinished: 3, possibleSubstitutes: others },
    });
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away({ substituteId: bob.id }) }));
    expect(await plan()).toEqual({
      isSeen: true,
      substitutes: [{ agent: { id: bob.id, name: 'Bob' }, count: 3, waiting: 1 }],
      queues: [],
      ...{ restricted, unfinished: 3, possibleSubstitutes: others },
    });
    // A case that is restricted to others is counted to nobody else.
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [ids[1], [ana.id, bob.id]]);
    expect((await plan()).substitutes).toMatchObject([{ count: 2 }]);
    await expect(plan(bob)).rejects.toMatchObject({ code: 'not-permitted' });
    // What hangs on them alone is told to whoever sees the cases of the team, in person.
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [ids[1], [ana.id]]);
    expect((await plan()).restricted).toEqual({ count: 1, to: [{ id: root.id, name: 'Root' }] });
    const [grant] = root.grants;
    const blind: Principal = { ...root, grants: [{ ...grant!, permissions: ['agent.manage'] }] };
    expect(await plan(blind)).toMatchObject({
      isSeen: false,
      substitutes: [],
      queues: [],
      restricted,
      unfinished: 0,
      possibleSubstitutes: [],
    });
    const elsewhere = { ...grant!, permissions: ['case.read' as const], reach: 'teams' as const, teamIds: [roads] };
    for (const who of [
      { ...blind, grants: [...blind.grants, elsewhere] },
      { ...root, scopes: ['admin' as const] },
    ])
      expect(await plan(who)).toMatchObject({ isSeen: true, restricted });
    await town.database.execute(`update cases set restricted_to = null where id = $1`, [ids[1]]);

    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));
    while (await asQueue((tx) => handOverCasesOfDeparted(tx, { agentId: ana.id })));
    while (await asQueue((tx) => unassignInaccessibleCases(tx, { agentId: ana.id })));
    expect(await Promise.all([...ids, waiting].map(holder))).toEqual(['Bob', 'Bob', 'Bob']);
    expect(await plan()).toMatchObject({
      substitutes: [],
      queues: [],
      restricted,
      unfinished: 0,
      possibleSubstitutes: [],
    });
  });

  it('hands all cases that are not closed of somebody who leaves to whoever is chosen, says so beforehand, and in each case who did it', async () => {
    const chosen = { agentId: ana.id, grantId: null, substituteId: bob.id };
    const id = await open('École', { assigneeId: ana.id });
    const waiting = await open('Waiting', { assigneeId: ana.id, status: 'waiting' });
    const snoozed = await open('Snoozed', { assigneeId: ana.id, status: 'snoozed', snoozeUntil: '2026-04-02T09:00:00.000Z' }); // prettier-ignore
    const closed = await open('Closed', { assigneeId: ana.id, status: 'closed' });
    const named = await open('Restricted', { assigneeId: ana.id });
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [named, [ana.id, root.id]]);
    const pothole = await open('Nid-de-poule', { assigneeId: ana.id });
    await town.database.execute(`update cases set team_id = $2 where id = $1`, [pothole, roads]);
    // What the chosen one may not have is named by team, with the reason, and whether anybody is left there.
    expect(await casesOfLeavingAgent(town.database, root, chosen)).toMatchObject({
      substitutes: [{ agent: { id: bob.id, name: 'Bob' }, count: 3, waiting: 2 }],
      queues: [
        { team: { id: schools }, count: 1, restricted: 1, isWithoutAgent: false },
        { team: { id: roads }, count: 1, restricted: 0, isWithoutAgent: true },
      ],
      unfinished: 5,
    });
    await expect(
      as(root, (tx) => setSubstituteOfLeaving(tx, root, { agentId: ana.id, substituteId: ana.id })),
    ).rejects.toMatchObject({ code: 'invalid-request' });
    await as(root, async (tx) => {
      await setSubstituteOfLeaving(tx, root, { agentId: ana.id, substituteId: bob.id });
      await updateAgent(tx, root, { id: ana.id, wanted: { active: false } });
    });
    const [job] = await town.database.query<{ payload: { agentId: string; deactivatedBy: string } }>(
      `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'unassign-lost'`,
    );
    expect(job!.payload).toEqual({ agentId: ana.id, deactivatedBy: 'Root' });
    while (await asQueue((tx) => handOverCasesOfDeparted(tx, job!.payload)));
    while (await asQueue((tx) => unassignInaccessibleCases(tx, job!.payload)));
    const all = [id, waiting, snoozed, closed, named, pothole];
    expect(await Promise.all(all.map(holder))).toEqual(['Bob', 'Bob', 'Bob', 'Ana', null, null]);
    const because = { by: 'deactivated', agent: 'Ana', deactivatedBy: 'Root' };
    for (const given of [id, waiting, snoozed])
      expect(await lastActivity(given)).toEqual({ type: 'assigned', from: 'Ana', to: 'Bob', toId: bob.id, because }); // prettier-ignore
    for (const back of [named, pothole]) expect(await lastActivity(back)).toMatchObject({ to: null, because });
    // He is notified once of all of them.
    const log = await events();
    await asQueue((tx) => notifyAgents(tx, log));
    expect(await town.database.query(`select about from notification where agent_id = $1`, [bob.id])).toEqual([
      { about: { type: 'handed-over', from: 'Ana', count: 3 } },
    ]);
  });

  describe('of somebody who was deactivated with a substitute', () => {
    const presence = async () =>
      (await listWorkforce(town.database, root)).items.find(({ id }) => id === ana.id)?.absence;
    const setActive = (active: boolean) => as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active } }));
    const leave = async () => {
      await as(root, (tx) => setSubstituteOfLeaving(tx, root, { agentId: ana.id, substituteId: bob.id }));
      await setActive(false);
    };
    const comeBack = () =>
      as(root, (tx) => {
        const change = () => updateAgent(tx, root, { id: ana.id, wanted: { active: true } });
        return endAbsenceIfActiveAgain(tx, root, { agentId: ana.id, change });
      });
    const setOwn = (changes: object = {}) =>
      as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away(changes) }));

    it('ends once they are active again, and leaves another absence as it was', async () => {
      await leave();
      await comeBack();
      expect(await presence()).toBeNull();

      // Her own goes on to its end.
      const until = new Date(Date.now() + 86_400_000).toISOString();
      await setOwn({ until });
      await leave();
      await comeBack();
      expect(await presence()).toEqual({ until, substitute: null });

      // Nobody was named as she left: her absence is none of it.
      await setActive(false);
      await comeBack();
      expect(await presence()).toEqual({ until, substitute: null });
    });

    it('leaves their own with its own substitute, who is notified of it again', async () => {
      const carl = await town.agent('Carl', [schools]);
      await setOwn({ substituteId: carl.id });
      await leave();
      const known = async () =>
        (await listNotifications(town.database, carl, { limit: 9 })).items.map(({ about }) => about);
      expect(await known()).toEqual([]);
      await comeBack();
      expect(await presence()).toEqual({ until: null, substitute: { id: carl.id, name: 'Carl' } });
      expect(await known()).toEqual([{ type: 'substitute', of: 'Ana', from: null, until: null, count: 0 }]);

      // Whoever is absent themselves is nobody's substitute.
      await leave();
      await as(carl, (tx) => setAbsence(tx, carl, { agentId: carl.id, absence: away() }));
      await comeBack();
      expect(await presence()).toEqual({ until: null, substitute: null });
    });

    it('is not ended by a change of an agent who is active', async () => {
      await leave();
      await setActive(true);
      await comeBack();
      expect(await presence()).toMatchObject({ substitute: { id: bob.id } });
    });

    it('is no longer known once another absence has been set or ended', async () => {
      const later = () => as(root, (tx) => endAbsenceOfLeaving(tx, root, ana.id));
      for (const end of [() => setOwn(), () => as(ana, (tx) => endAbsence(tx, ana, ana.id)).then(() => setOwn())]) {
        await leave();
        await setActive(true);
        await end();
        await later();
        expect(await presence()).toEqual({ until: null, substitute: null });
        expect(await town.database.query(`select key from setting where key like 'absence of leaving %'`)).toEqual([]);
      }
    });
  });

  it('does not give the open cases of somebody who leaves to whoever may have none of them, and counts how many others may have', async () => {
    const [carl, dana] = [await town.agent('Carl', [roads]), await town.agent('Dana', [schools, roads])];
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { teamIds: [schools, roads] } }));
    const ids = [
      await open('École', { assigneeId: ana.id }),
      await open('Route', { teamId: roads, assigneeId: ana.id }),
    ];
    const possible = async () =>
      (await casesOfLeavingAgent(town.database, root, { agentId: ana.id, grantId: null, substituteId: null }))
        .possibleSubstitutes.map(({ agent, count }) => [agent.name, count]); // prettier-ignore
    expect(await possible()).toEqual([['Dana', 2], ['Root', 2], ['Bob', 1], ['Carl', 1]]); // prettier-ignore
    // Whoever is absent is given nothing.
    await as(dana, (tx) => setAbsence(tx, dana, { agentId: dana.id, absence: away() }));
    expect(await possible()).toEqual([['Root', 2], ['Bob', 1], ['Carl', 1]]); // prettier-ignore

    const leave = (substituteId: string) =>
      as(root, (tx) => setSubstituteOfLeaving(tx, root, { agentId: ana.id, substituteId }));
    await as(root, (tx) => updateCase(tx, root, { id: ids[1]!, wanted: { status: 'closed' } }));
    await expect(leave(carl.id)).rejects.toMatchObject({
      code: 'invalid-request',
      more: { errors: [{ path: 'substituteId', reason: 'substitute-without-access' }] },
    });
    await leave(bob.id);
  });

  it('says beforehand which cases an agent loses with one role', async () => {
    const grantOf = async (who: Principal) =>
      (await town.database.query<{ id: string }>(`select id from role_grant where agent_id = $1`, [who.id]))[0]!.id;
    const lost = async (grantId: string) =>
      casesOfLeavingAgent(town.database, root, { agentId: ana.id, grantId, substituteId: null });
    await open('One', { assigneeId: ana.id });
    const grantId = await grantOf(ana);
    expect(await lost(grantId)).toMatchObject({ substitutes: [], queues: [{ team: { id: schools }, count: 1 }] });
    // Somebody stands in, but nobody leaves.
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away({ substituteId: bob.id }) }));
    expect(await lost(grantId)).toMatchObject({ substitutes: [], queues: [{ team: { id: schools }, count: 1 }] });
    // Another role still lets them have it.
    await town.database.execute(
      `insert into role_grant (id, agent_id, role_id, reach, team_ids, sector_ids, created_at)
       select gen_random_uuid(), agent_id, role_id, reach, team_ids, sector_ids, now() from role_grant where id = $1`,
      [grantId],
    );
    expect(await lost(grantId)).toMatchObject({ substitutes: [], queues: [] });
    await expect(lost(await grantOf(bob))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('reassigns nothing once it has ended', async () => {
    const id = await open('École', { assigneeId: ana.id });
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away({ handOver: 'queue' }) }));
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    expect(await asQueue((tx) => reassignCasesOf(tx, { agentId: ana.id }, 'queue'))).toEqual({
      reassigned: 0,
      more: false,
    });
    expect(await holder(id)).toBe('Ana');
  });

  it('sends a case in which the citizen writes to the substitute, or back to the queue', async () => {
    const account = await town.mailbox(schools);
    const ids = await receive(town, account, mail('zoe@x.test'), mail('paul@x.test'), mail('eve@x.test'));
    for (const [n, id] of ids.entries())
      await as(root, (tx) => updateCase(tx, root, { id, wanted: { assigneeId: n === 2 ? bob.id : ana.id, status: n === 1 ? 'closed' : 'waiting' } })); // prettier-ignore
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away({ substituteId: bob.id }) }));
    const seenSoFar = (await events()).length;
    const rows = await town.database.query<{ id: string; external: string }>(`select case_id as id, external_id as external from message`); // prettier-ignore
    const answer = (n: number, who: string) =>
      mail(who, { threadKeys: [`ref:${rows.find(({ id }) => id === ids[n])!.external}`] });
    await receive(town, account, answer(0, 'zoe@x.test'), answer(1, 'paul@x.test'), answer(2, 'eve@x.test'));
    expect(await holder(ids[0]!)).toBe('Ana');
    const newEvents = await since(seenSoFar);
    await asQueue((tx) => reassignReturningCases(tx, newEvents));
    expect(await Promise.all(ids.map(holder))).toEqual(['Bob', 'Bob', 'Bob']);
    // Read again, or what we did ourselves: nothing more.
    const version = (await caseDetail(town.database, root, { id: ids[0]! })).version;
    const ours = await since(seenSoFar + newEvents.length);
    await asQueue((tx) => reassignReturningCases(tx, ours));
    await asQueue((tx) => reassignReturningCases(tx, newEvents));
    expect((await caseDetail(town.database, root, { id: ids[0]! })).version).toBe(version);
    // The substitute is away, too: nobody stands in for both.
    await as(bob, (tx) => setAbsence(tx, bob, { agentId: bob.id, absence: away({ substituteId: null }) }));
    await asQueue((tx) => reassignReturningCases(tx, newEvents));
    expect(await holder(ids[0]!)).toBeNull();
    expect(await lastActivity(ids[0]!)).toMatchObject({ to: null, because: { by: 'absent', absent: 'Bob' } });
  });

  it('of an inactive agent never ends', async () => {
    const id = await open('École', { assigneeId: ana.id, status: 'waiting' });
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));
    const seenSoFar = (await events()).length;
    await as(root, (tx) => updateCase(tx, root, { id, wanted: { status: 'open' } }));
    const newEvents = await since(seenSoFar);
    await asQueue((tx) => reassignReturningCases(tx, newEvents));
    expect(await holder(id)).toBeNull();
  });
});

describe('a queue that overflows', () => {
  const timers = () =>
    town.database.query<{ key: string; minutes: number }>(
      `select key, round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker.jobs where task_identifier = 'overflow-case'`,
    );

  it('moves a case once that nobody took within the working minutes set', async () => {
    await automatic(roads);
    const id = await open('École');
    const newEvents = await events();
    await asQueue((tx) => scheduleOverflow(tx, newEvents));
    // 10:00 in Paris, open until noon.
    expect(await timers()).toEqual([{ key: `overflow:${id}`, minutes: 60 }]);
    await asQueue((tx) => overflowCase(tx, id, schools));
    expect((await caseDetail(town.database, root, { id })).team.name).toBe('Voirie');
    expect(await lastActivity(id)).toEqual({ type: 'team', from: 'Écoles', fromId: expect.any(String), to: 'Voirie', because: { by: 'overflow', minutes: 60 } }); // prettier-ignore
    // There and back: it stays where people put it.
    await as(root, (tx) => updateCase(tx, root, { id, wanted: { teamId: schools } }));
    await asQueue((tx) => overflowCase(tx, id, schools));
    expect((await caseDetail(town.database, root, { id })).team.name).toBe('Écoles');
  });

  it('counts working time only', async () => {
    now = new Date('2026-03-02T10:30:00Z');
    await automatic(roads);
    const id = await open('École');
    await asQueue((tx) => rescheduleQueue(tx, schools));
    // 11:30 in Paris: half an hour, a break of an hour and a half, half an hour.
    expect(await timers()).toEqual([{ key: `overflow:${id}`, minutes: 150 }]);
    now = new Date('2026-03-02T09:00:00Z');
  });

  it('leaves a case that was assigned or moved, and one whose team has no overflow', async () => {
    await automatic(roads);
    const [taken, moved] = [await open('Taken', { assigneeId: ana.id }), await open('Moved', { teamId: roads })];
    for (const id of [taken, moved]) await asQueue((tx) => overflowCase(tx, id, schools));
    expect(await holder(taken)).toBe('Ana');
    await automatic();
    const id = await open('École');
    await asQueue((tx) => overflowCase(tx, id, schools));
    await asQueue((tx) => overflowCase(tx, newId(), schools));
    expect((await caseDetail(town.database, root, { id })).team.name).toBe('Écoles');
    const all = await events();
    await asQueue((tx) => scheduleOverflow(tx, all));
    expect(await timers()).toEqual([]);
  });
});
