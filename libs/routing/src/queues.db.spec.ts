import { randomUUIDv7 } from 'node:crypto';
import { updateAgent, type Principal } from '@guichet/access';
import { caseDetail, createKind, openCase, timeline, updateCase } from '@guichet/cases';
import { TimelineQuery, type UpdateCase } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { receive } from '../../../test/support/intake.js';
import { mail, Town } from '../../../test/support/town.js';
import { followAbsences, handOver } from './absent.js';
import { setAbsence, endAbsence } from './absence.js';
import { assignSome } from './assign.js';
import { overflow, watchOverflow, watchQueue } from './overflow.js';
import { left, seen, setPresence } from './presence.js';
import { saveProfile } from './profile.js';
import { saveQueue } from './queue.js';

let town: Town;
let root: Principal;
let ana: Principal;
let bob: Principal;
let schools: string;
let roads: string;
let kindId: string;
let now = new Date('2026-03-02T09:00:00Z');

beforeEach(async () => {
  town = await Town.build();
  town.database.now = () => now;
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools]);
  root = await town.agent('Root', [], 'administrator');
  kindId = (await as(root, (tx) => createKind(tx, root, { name: 'Inscription' }))).id;
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const asQueue = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'system', name: 'Queue' }, work);
const open = (subject: string, changes: UpdateCase = {}) =>
  as(root, async (tx) => {
    const id = await openCase(tx, root, { subject, teamId: schools });
    await updateCase(tx, root, id, changes, null);
    return id;
  });
const here = (...who: Principal[]) => asQueue((tx) => seen(tx, who.map(({ id }) => id))); // prettier-ignore
const automatic = (overflowTo?: string) =>
  as(root, (tx) => saveQueue(tx, root, schools, { assignment: 'automatic', overflow: overflowTo ? { teamId: overflowTo, afterMinutes: 60 } : null })); // prettier-ignore
const carries = (
  who: Principal,
  capacity: number,
  more: { languages?: string[]; skills?: { kindId: string; level: number }[] } = {},
) =>
  // prettier-ignore
  as(root, (tx) => saveProfile(tx, root, who.id, { languages: [], skills: [], capacity, ...more }));
const assignAll = async () => {
  while (await assignSome(town.database));
};
const holder = async (id: string) => (await caseDetail(town.database, root, id)).assignee?.name ?? null;
const lastFact = async (id: string) => {
  const { items } = await timeline(town.database, root, id, TimelineQuery.parse({ limit: 200 }));
  return items.flatMap((entry) => (entry.kind === 'fact' ? [entry.fact] : [])).at(-1);
};
/** The log as it is, whatever other transactions are under way in this cluster. */
const events = () =>
  town.database.read<LoggedEvent>(
    `select id::text as position, type, case_id as "caseId", team_ids as "teamIds", agent_id as "agentId", actor_id as "actorId", data
     from event order by id`,
  );
/** What has happened since, as a reader of the log is told. */
const since = async (count: number) => (await events()).slice(count);

describe('automatic assignment', () => {
  it('gives nothing in a team that takes its cases by hand, and nothing while nobody is here', async () => {
    const id = await open('École');
    await here(ana);
    await assignAll();
    expect(await holder(id)).toBeNull();
    await asQueue((tx) => left(tx, [ana.id]));
    await automatic();
    await assignAll();
    expect(await holder(id)).toBeNull();
    await here(ana);
    await assignAll();
    expect(await holder(id)).toBe('Ana');
    expect(await lastFact(id)).toEqual({ type: 'assigned', from: null, to: 'Ana', toId: ana.id, because: { by: 'load', language: null, skill: null, load: 0, capacity: 20, among: 1 } }); // prettier-ignore
  });

  it('gives the most urgent first, and stops when all are full', async () => {
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
    await as(root, (tx) => updateCase(tx, root, one, { status: 'closed' }, null));
    await assignAll();
    expect(await holder(ids[3]!)).toBe('Ana');
    expect(await holder(ids[4]!)).toBeNull();
  });

  it('keeps what only somebody else knows from standing in front of all else', async () => {
    await automatic();
    await carries(bob, 100, { skills: [{ kindId, level: 3 }] });
    await carries(ana, 100);
    await here(ana);
    const known: string[] = [];
    for (let n = 0; n < 60; n += 1) known.push(await open(`Known ${n}`, { kindId, priority: 'urgent' }));
    const other = await open('Other');
    await assignAll();
    expect(await holder(other)).toBe('Ana');
    expect(await holder(known[0]!)).toBeNull();
    await here(bob);
    await assignAll();
    expect(await Promise.all(known.map(holder))).toEqual(known.map(() => 'Bob'));
    expect(await lastFact(known[59]!)).toMatchObject({ because: { skill: { kind: 'Inscription', level: 3 }, among: 1 } }); // prettier-ignore
  });

  it('gives to whoever speaks the language', async () => {
    await automatic();
    await carries(bob, 20, { languages: ['ar'] });
    await here(ana, bob);
    const account = await town.mailbox(schools);
    const body = 'أريد تسجيل ابنتي في المدرسة';
    const ids = await receive(town, account, mail('a@x.test', { body }), mail('b@x.test', { body }), mail('c@x.test'));
    await assignAll();
    expect(await Promise.all(ids.map(holder))).toEqual(['Bob', 'Bob', 'Ana']);
    const loads = (await Promise.all([lastFact(ids[0]!), lastFact(ids[1]!)])) as { because: object }[];
    expect(loads.map(({ because }) => because)).toEqual(
      expect.arrayContaining(
        [0, 1].map((load): unknown => expect.objectContaining({ by: 'load', language: 'ar', load })),
      ),
    );
  });

  it('gives nothing to whoever goes away meanwhile', async () => {
    await automatic();
    await here(ana);
    const id = await open('École');
    const away = { until: null, substituteId: null, handOver: 'keep' as const };
    await town.ahead(
      ana,
      (tx) => setAbsence(tx, ana, ana.id, away),
      () => assignSome(town.database),
    );
    expect(await holder(id)).toBeNull();
  });

  it('gives nothing to whoever is busy or absent', async () => {
    await automatic();
    await here(ana, bob);
    await as(ana, (tx) => setPresence(tx, ana, { state: 'busy' }));
    await as(bob, (tx) => setAbsence(tx, bob, bob.id, { until: null, substituteId: null, handOver: 'keep' }));
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

  it('hands the open cases over in batches, what the substitute may have to them', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 103; n += 1) ids.push(await open(`Case ${n}`, { assigneeId: ana.id }));
    const waiting = await open('Waiting', { assigneeId: ana.id, status: 'waiting' });
    const { moved } = await as(ana, (tx) => setAbsence(tx, ana, ana.id, away({ substituteId: bob.id, handOver: 'substitute' }))); // prettier-ignore
    expect(moved).toBe(103);
    expect(await asQueue((tx) => handOver(tx, ana.id, 'substitute'))).toEqual({ moved: 100, more: true });
    expect(await asQueue((tx) => handOver(tx, ana.id, 'substitute'))).toEqual({ moved: 3, more: false });
    expect(await asQueue((tx) => handOver(tx, ana.id, 'substitute'))).toEqual({ moved: 0, more: false });
    expect(await holder(ids[102]!)).toBe('Bob');
    expect(await lastFact(ids[0]!)).toEqual({ type: 'assigned', from: 'Ana', to: 'Bob', toId: bob.id, because: { by: 'substitute', absent: 'Ana' } }); // prettier-ignore
    expect(await holder(waiting)).toBe('Ana');
    expect(
      await town.database.read(`select about from notification where agent_id = $1 order by id`, [bob.id]),
    ).toEqual([
      { about: { type: 'handed-over', from: 'Ana', count: 100 } },
      { about: { type: 'handed-over', from: 'Ana', count: 3 } },
    ]);
  });

  it('hands nothing over once it has ended', async () => {
    const id = await open('École', { assigneeId: ana.id });
    await as(ana, (tx) => setAbsence(tx, ana, ana.id, away({ handOver: 'queue' })));
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    expect(await asQueue((tx) => handOver(tx, ana.id, 'queue'))).toEqual({ moved: 0, more: false });
    expect(await holder(id)).toBe('Ana');
  });

  it('sends what a citizen writes in to the substitute, or back to the queue', async () => {
    const account = await town.mailbox(schools);
    const ids = await receive(town, account, mail('zoe@x.test'), mail('paul@x.test'), mail('eve@x.test'));
    for (const [n, id] of ids.entries())
      await as(root, (tx) => updateCase(tx, root, id, { assigneeId: n === 2 ? bob.id : ana.id, status: n === 1 ? 'closed' : 'waiting' }, null)); // prettier-ignore
    await as(ana, (tx) => setAbsence(tx, ana, ana.id, away({ substituteId: bob.id })));
    const seenSoFar = (await events()).length;
    const rows = await town.database.read<{ id: string; external: string }>(`select case_id as id, external_id as external from message`); // prettier-ignore
    const answer = (n: number, who: string) =>
      mail(who, { threadKeys: [`ref:${rows.find(({ id }) => id === ids[n])!.external}`] });
    await receive(town, account, answer(0, 'zoe@x.test'), answer(1, 'paul@x.test'), answer(2, 'eve@x.test'));
    expect(await holder(ids[0]!)).toBe('Ana');
    const told = await since(seenSoFar);
    await asQueue((tx) => followAbsences(tx, told));
    expect(await Promise.all(ids.map(holder))).toEqual(['Bob', 'Bob', 'Bob']);
    // Read again, or what we did ourselves: nothing more.
    const version = (await caseDetail(town.database, root, ids[0]!)).version;
    const ours = await since(seenSoFar + told.length);
    await asQueue((tx) => followAbsences(tx, ours));
    await asQueue((tx) => followAbsences(tx, told));
    expect((await caseDetail(town.database, root, ids[0]!)).version).toBe(version);
    // The substitute is away, too: nobody stands in for both.
    await as(bob, (tx) => setAbsence(tx, bob, bob.id, away({ substituteId: null })));
    await asQueue((tx) => followAbsences(tx, told));
    expect(await holder(ids[0]!)).toBeNull();
    expect(await lastFact(ids[0]!)).toMatchObject({ to: null, because: { by: 'absent', absent: 'Bob' } });
  });

  it('of somebody who has left is for ever', async () => {
    const id = await open('École', { assigneeId: ana.id, status: 'waiting' });
    await as(root, (tx) => updateAgent(tx, root, ana.id, { active: false }));
    const seenSoFar = (await events()).length;
    await as(root, (tx) => updateCase(tx, root, id, { status: 'open' }, null));
    const told = await since(seenSoFar);
    await asQueue((tx) => followAbsences(tx, told));
    expect(await holder(id)).toBeNull();
  });
});

describe('a queue that overflows', () => {
  const timers = () =>
    town.database.read<{ key: string; minutes: number }>(
      `select key, round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker.jobs where task_identifier = 'overflow'`,
    );

  it('sends on, once, what nobody took within so many working minutes', async () => {
    await automatic(roads);
    const id = await open('École');
    const told = await events();
    await asQueue((tx) => watchOverflow(tx, told));
    // 10:00 in Paris, open until noon.
    expect(await timers()).toEqual([{ key: `overflow:${id}`, minutes: 60 }]);
    await asQueue((tx) => overflow(tx, id, schools));
    expect((await caseDetail(town.database, root, id)).team.name).toBe('Voirie');
    expect(await lastFact(id)).toEqual({ type: 'team', from: 'Écoles', to: 'Voirie', because: { by: 'overflow', minutes: 60 } }); // prettier-ignore
    // There and back: it stays where people put it.
    await as(root, (tx) => updateCase(tx, root, id, { teamId: schools }, null));
    await asQueue((tx) => overflow(tx, id, schools));
    expect((await caseDetail(town.database, root, id)).team.name).toBe('Écoles');
  });

  it('counts working time only', async () => {
    now = new Date('2026-03-02T10:30:00Z');
    await automatic(roads);
    const id = await open('École');
    await asQueue((tx) => watchQueue(tx, schools));
    // 11:30 in Paris: half an hour, a break of an hour and a half, half an hour.
    expect(await timers()).toEqual([{ key: `overflow:${id}`, minutes: 150 }]);
    now = new Date('2026-03-02T09:00:00Z');
  });

  it('leaves what somebody took, what went elsewhere, and what nothing overflows from', async () => {
    await automatic(roads);
    const [taken, moved] = [await open('Taken', { assigneeId: ana.id }), await open('Moved', { teamId: roads })];
    for (const id of [taken, moved]) await asQueue((tx) => overflow(tx, id, schools));
    expect(await holder(taken)).toBe('Ana');
    await automatic();
    const id = await open('École');
    await asQueue((tx) => overflow(tx, id, schools));
    await asQueue((tx) => overflow(tx, randomUUIDv7(), schools));
    expect((await caseDetail(town.database, root, id)).team.name).toBe('Écoles');
    const all = await events();
    await asQueue((tx) => watchOverflow(tx, all));
    expect(await timers()).toEqual([]);
  });
});
