import type { Principal } from '@guichet/access';
import { createKind, updateCase } from '@guichet/cases';
import { Capacity } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { openCase } from '../../../test/support/case.js';
import { Town } from '../../../test/support/town.js';
import { absenceBegins, absenceIsOver, endAbsence, setAbsence } from './absence.js';
import { saveCapacity } from './capacity.js';
import { left, seen, setPresence } from './presence.js';
import { profileOf, saveProfile } from './profile.js';
import { queueOf, saveQueue } from './queue.js';
import { workforce } from './workforce.js';

let town: Town;
let root: Principal;
let ana: Principal;
let bob: Principal;
let schools: string;
let roads: string;
let now = new Date('2026-03-02T09:00:00Z');

beforeAll(async () => {
  town = await Town.build();
  town.database.now = () => now;
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools, roads]);
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const seenBy = async (who: Principal, name: string) =>
  (await workforce(town.database.read, now, who)).items.find((item) => item.name === name);
const told = async () =>
  (await town.database.read<{ agentId: string }>(`select data ->> 'agentId' as "agentId" from event where type = 'presence.changed' order by id`)).length; // prettier-ignore

describe('how an agent is', () => {
  it('is what they say while a connection is there, and offline else', async () => {
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline', room: { email: 0 } });
    await as(ana, (tx) => setPresence(tx, ana, { state: 'busy' }));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline' });
    await as(ana, (tx) => seen(tx, [ana.id]));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'busy', room: { email: 0 } });
    await as(ana, (tx) => setPresence(tx, ana, { state: 'available' }));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'available', capacity: 20, room: { email: 20, chat: 5 } });
    await as(ana, (tx) => left(tx, [ana.id]));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline', since: now.toISOString() });
  });

  it('is offline when its process died, and told once when it comes back', async () => {
    await as(ana, (tx) => seen(tx, [ana.id, bob.id]));
    const before = await told();
    await as(ana, (tx) => seen(tx, [bob.id, ana.id]));
    expect(await told()).toBe(before);
    now = new Date(now.getTime() + 200_000);
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline' });
    await as(ana, (tx) => seen(tx, [ana.id]));
    expect(await told()).toBe(before + 1);
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'available', since: now.toISOString() });
  });

  it('is told of the agents of the teams that one sees, with their teams and cases as far as one sees these', async () => {
    const [school, road] = [await openCase(town, bob, 'École'), await openCase(town, bob, 'Trou')];
    for (const id of [school, road]) await as(bob, (tx) => updateCase(tx, bob, id, { assigneeId: bob.id }, null));
    await as(root, (tx) => updateCase(tx, root, road, { teamId: roads }, null));
    expect((await workforce(town.database.read, now, ana)).items.map(({ name }) => name)).toEqual(['Ana', 'Bob']);
    expect(await seenBy(ana, 'Bob')).toMatchObject({ teamIds: [schools], open: 1, load: 2 });
    expect(await seenBy(bob, 'Bob')).toMatchObject({ teamIds: [schools, roads].sort(), open: 2, load: 2 });
    expect((await seenBy(root, 'Bob'))!.teamIds).toHaveLength(2);
  });
});

describe('what an agent can be given', () => {
  it('is languages, kinds of case and points', async () => {
    const kind = await as(root, (tx) => createKind(tx, root, { name: 'Inscription' }));
    const wanted = { languages: ['fr', 'ar'], skills: [{ kindId: kind.id, level: 3 }], capacity: 8 };
    await expect(as(ana, (tx) => saveProfile(tx, ana, ana.id, wanted))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    expect(await as(root, (tx) => saveProfile(tx, root, ana.id, wanted))).toEqual(wanted);
    expect(await profileOf(town.database.read, bob, ana.id)).toEqual(wanted);
    const wrong = { ...wanted, skills: [{ kindId: schools, level: 1 }] };
    await expect(as(root, (tx) => saveProfile(tx, root, ana.id, wrong))).rejects.toMatchObject({ more: { errors: [{ path: 'skills.0.kindId' }] } }); // prettier-ignore
    expect(await seenBy(ana, 'Ana')).toMatchObject({ capacity: 8, languages: ['fr', 'ar'], room: { email: 8, chat: 2 } }); // prettier-ignore
  });

  it('follows what the house says of capacity', async () => {
    await as(root, (tx) => saveCapacity(tx, root, Capacity.parse({ points: 10, weights: { chat: 8, post: 0 } })));
    expect((await seenBy(ana, 'Ana'))!.room).toMatchObject({ chat: 1, email: 8 });
    expect((await seenBy(ana, 'Ana'))!.room).not.toHaveProperty('post');
  });
});

describe('a queue', () => {
  it('says how its cases find somebody', async () => {
    expect(await queueOf(town.database.read, ana, schools)).toEqual({ assignment: 'manual', overflow: null });
    const wanted = { assignment: 'automatic' as const, overflow: { teamId: roads, afterMinutes: 30 } };
    expect(await as(root, (tx) => saveQueue(tx, root, schools, wanted))).toEqual(wanted);
    expect(await queueOf(town.database.read, ana, schools)).toEqual(wanted);
  });

  it.each([
    ['itself', () => schools, 'overflow-to-itself'],
    ['a team that is not there', () => root.id, 'no-such-team'],
  ])('does not overflow into %s', async (_, teamId, reason) => {
    const wanted = { assignment: 'manual' as const, overflow: { teamId: teamId(), afterMinutes: 30 } };
    await expect(as(root, (tx) => saveQueue(tx, root, schools, wanted))).rejects.toMatchObject({ more: { errors: [{ path: 'overflow.teamId', reason }] } }); // prettier-ignore
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

  it('makes an agent offline until it ends, by hand or by itself', async () => {
    const until = new Date(now.getTime() + 3600_000).toISOString();
    await as(ana, (tx) => setAbsence(tx, ana, ana.id, away({ until, substituteId: bob.id })));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'offline', absence: { until, substitute: { id: bob.id, name: 'Bob' } } }); // prettier-ignore
    await as(root, (tx) => absenceIsOver(tx, ana.id, new Date(now.getTime() + 1).toISOString()));
    expect((await seenBy(ana, 'Ana'))!.absence).not.toBeNull();
    await as(root, (tx) => absenceIsOver(tx, ana.id, until));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'available', absence: null });
    await as(root, (tx) => setAbsence(tx, root, ana.id, away()));
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    expect((await seenBy(ana, 'Ana'))!.absence).toBeNull();
  });

  it('of others is for supervisors to say', async () => {
    await expect(as(ana, (tx) => setAbsence(tx, ana, bob.id, away()))).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it.each([
    ['until', { until: '2026-03-01T00:00:00.000Z' }, 'time-over'],
    ['until', { from: '2026-03-03T00:00:00.000Z', until: '2026-03-02T12:00:00.000Z' }, 'ends-before'],
    ['substituteId', { handOver: 'substitute' }, 'substitute-needed'],
    ['substituteId', { substituteId: '00000000-0000-7000-8000-000000000000' }, 'no-substitute'],
  ])('with a wrong %s is refused', async (path, changes, reason) => {
    await expect(as(ana, (tx) => setAbsence(tx, ana, ana.id, away(changes)))).rejects.toMatchObject({ more: { errors: [{ path, reason }] } }); // prettier-ignore
  });

  it('says at once how many cases leave', async () => {
    expect(await as(bob, (tx) => setAbsence(tx, bob, bob.id, away({ handOver: 'queue' })))).toEqual({ moved: 2 });
    expect(await town.database.read(`select 1 from graphile_worker.jobs where task_identifier = 'hand-over'`)).toHaveLength(1); // prettier-ignore
    await as(bob, (tx) => endAbsence(tx, bob, bob.id));
  });

  it('that is planned changes nothing until it begins, once, and for who stands in by then', async () => {
    const [from, until] = ['2026-03-09T07:00:00.000Z', '2026-03-13T17:00:00.000Z'];
    const planned = away({ from, until, substituteId: bob.id, handOver: 'substitute' });
    expect(await as(ana, (tx) => setAbsence(tx, ana, ana.id, planned))).toEqual({ moved: 0 });
    expect(await seenBy(ana, 'Ana')).toMatchObject({ state: 'available', absence: null, planned: { from, until, substitute: { id: bob.id, name: 'Bob' }, handOver: 'substitute' } }); // prettier-ignore
    await as(root, (tx) => absenceBegins(tx, ana.id, until));
    expect((await seenBy(ana, 'Ana'))!.absence).toBeNull();
    await as(root, (tx) => setAbsence(tx, root, bob.id, away()));
    await as(root, (tx) => absenceBegins(tx, ana.id, from));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: { until, substitute: null }, planned: null });
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    await as(root, (tx) => absenceBegins(tx, ana.id, from));
    expect((await seenBy(ana, 'Ana'))!.absence).toBeNull();
    await as(root, (tx) => endAbsence(tx, root, bob.id));
  });

  it('that is planned can be taken back', async () => {
    const from = '2026-03-09T07:00:00.000Z';
    await as(ana, (tx) => setAbsence(tx, ana, ana.id, away({ from })));
    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    await as(root, (tx) => absenceBegins(tx, ana.id, from));
    expect(await seenBy(ana, 'Ana')).toMatchObject({ absence: null, planned: null });
  });
});
