import { principalOf, readersOfCase, Scope, takeRole, updateAgent, type Principal } from '@guichet/access';
import {
  addNote,
  breakGlass,
  caseDetail,
  counts,
  draftsOf,
  emergencyAccess,
  emergencyAccesses,
  endBreakGlass,
  endBreakGlassOf,
  findRestrictedCase,
  inbox,
  keepRestrictedCasesAccessible,
  restrictedCasesLeft,
  liftRestriction,
  mergeCase,
  moveEntries,
  openGlasses,
  restrictCase,
  saveDraft,
  search,
  splitCase,
  tagsInUse,
  timeline,
  undoMove,
  updateCase,
} from '@guichet/cases';
import { CaseQuery, type Draft, type RestrictCase } from '@guichet/contracts';
import { addressedEventsAfter, type AddressedEvent, type Tx } from '@guichet/database';
import { citizenById, citizensBeginning } from '../../libs/citizens/src/index.js';
import { mayKnow, roomsFor, roomsOf } from '../../libs/live/src/event-rooms.js';
import { listNotifications, notifyAgents } from '../../libs/notifications/src/index.js';
import {
  assignBatch,
  getReconciliation,
  heartbeat,
  overflowCase,
  reconcileQueues,
} from '../../libs/workforce/src/index.js';
import { allEvents, settledPosition } from '../support/all-events.js';
import { eventually } from '../support/eventually.js';
import { from, receive, type Intake } from '../support/receive-messages.js';
import { TestTown } from '../support/test-town.js';

let town: TestTown;
let social: Intake;
let ana: Principal;
let bob: Principal;
let cleo: Principal;
let root: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  const teamId = await town.team('Social');
  social = await town.mailbox(teamId);
  [ana, bob, cleo] = [await town.agent('Ana', [teamId]), await town.agent('Bob', [teamId]), await town.agent('Cleo')];
  root = await town.agent('Root', [], 'administrator');
  await holds(cleo, 'dpo');
  cleo = await now(cleo);
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const now = async ({ id }: Principal): Promise<Principal> => (await principalOf(town.database, id))!;
const holds = ({ id }: Principal, key: string) =>
  town.database.execute(
    `update role_grant set role_id = (select id from role where key = $2), reach = 'all-teams' where agent_id = $1`,
    [id, key],
  );
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string; more?: { reason?: string } }) => error.more?.reason ?? error.code ?? error,
  );

/** A case of a citizen of its own, which says the word. */
const write = async (word: string, more: object = {}): Promise<string> =>
  (await receive(town, social, from('email', `${word}@citizen.test`, { name: `Famille ${word}`, body: `C’est ${word}`, subject: `Objet ${word}`, ...more })))[0]!; // prettier-ignore

/** Restricts a case by Root to some agents, who are told as they read. */
const restrict = (id: string, agents: Principal[], { who = root, ...more }: Partial<RestrictCase> & { who?: Principal } = {}) =>
  as(who, (tx) => restrictCase(tx, who, { id, wanted: { reason: 'violence', detail: '', ...more, agentIds: agents.map((one) => one.id) } })); // prettier-ignore
const open = async (id: string, who: Principal, reason = 'A knife was seen.') => {
  await as(who, (tx) => breakGlass(tx, who, { id, reason }));
  return now(who);
};
const listed = async (who: Principal, query: object = {}) =>
  (await inbox(town.database, who, CaseQuery.parse({ status: 'any', ...query }))).items.map(({ id }) => id);
const seen = async (who: Principal, id: string) => (await listed(who)).includes(id);
const activities = async (id: string, who: Principal) =>
  (await timeline(town.database, who, { caseId: id, query: { limit: 100 } })).items.flatMap((entry) =>
    entry.kind === 'activity' ? [entry.activity] : [],
  );

describe('a restricted case', () => {
  // Threats: A018.
  // ASVS: 8.2.2.
  it('is found by nobody who is not named, whatever they may see else', async () => {
    const id = await write('couteau');
    const other = await write('cantine');
    const { citizen } = await caseDetail(town.database, root, { id });
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { tags: ['danger'] } }));
    const draft: Draft = { mode: 'reply', text: 'Votre couteau', html: null, attachmentIds: [], mentions: [] };
    for (const who of [ana, bob]) await as(who, (tx) => saveDraft(tx, who, { caseId: id, draft })); // prettier-ignore
    await restrict(id, [ana]);
    const { reference } = await caseDetail(town.database, ana, { id });

    for (const who of [bob, root]) {
      for (const view of ['all', 'unassigned', 'team'])
        expect([view, await listed(who, { view })]).toEqual([view, who === root && view === 'team' ? [] : [other]]);
      expect(await counts(town.database, who)).toMatchObject({ all: 1, unassigned: 1, byStatus: { open: 1 } });
      for (const q of ['couteau', reference, 'couteau@citizen.test'])
        expect([q, (await search(town.database, who, { q, limit: 10 })).hits]).toEqual([q, []]);
      expect(await listed(who, { q: reference })).toEqual([]);
      expect(await tagsInUse(town.database, who)).toEqual([]);
      expect(await code(citizenById(town.database, who, citizen!.id))).toBe('not-found');
      for (const q of ['couteau', 'Famille couteau'])
        expect((await citizensBeginning(town.database, who, { q, limit: 10 })).items).toEqual([]);
      expect(await code(timeline(town.database, who, { caseId: id, query: { limit: 10 } }))).toBe('not-found');
      expect(await code(as(who, (tx) => addNote(tx, who, { caseId: id, note: { text: 'Vu', mentions: [] } })))).toBe('not-found'); // prettier-ignore
    }
    expect(await code(draftsOf(town.database, bob, id))).toBe('not-found');
    expect((await draftsOf(town.database, ana, id)).draft).toMatchObject({ text: draft.text });
    expect(await draftsOf(town.database, ana, other)).toEqual({ draft: null, noteDraft: null });
    // That there is one is told to those who may break its glass.
    expect(await code(caseDetail(town.database, bob, { id }))).toBe('not-found');
    expect(await code(caseDetail(town.database, root, { id }))).toBe('case-restricted');
    expect(await code(caseDetail(town.database, { ...root, scopes: ['cases:read'] }, { id }))).toBe('not-found');

    expect((await listed(ana)).sort()).toEqual([id, other].sort());
    expect(await counts(town.database, ana)).toMatchObject({ all: 2, unassigned: 2, byStatus: { open: 2 } });
    expect((await search(town.database, ana, { q: 'couteau', limit: 10 })).hits.map((hit) => hit.case.id)).toEqual([
      id,
    ]);
    expect(await citizenById(town.database, ana, citizen!.id)).toMatchObject({ cases: [{ id }] });
    expect(await caseDetail(town.database, ana, { id })).toMatchObject({
      ...{ restricted: true, brokenGlassUntil: null },
      restriction: { reason: 'violence', by: 'Root', agents: [{ id: ana.id, name: 'Ana' }] },
    });
  });

  it('is counted for everybody again when the restriction is lifted, and its maintained counts are right throughout', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: ana.id, status: 'waiting' } }));
    expect(await counts(town.database, bob)).toMatchObject({ all: 0, byStatus: { waiting: 0 } });
    expect(await counts(town.database, ana)).toMatchObject({ all: 1, mine: 1, byStatus: { waiting: 1 } });
    expect(await code(as(ana, (tx) => liftRestriction(tx, ana, id)))).toBe('not-permitted');

    await restrict(id, [ana, root], { who: ana });
    await as(root, (tx) => liftRestriction(tx, root, id));
    expect(await counts(town.database, bob)).toMatchObject({ all: 1, byStatus: { waiting: 1 } });
    expect(await caseDetail(town.database, bob, { id })).toMatchObject({ restricted: false, restriction: null });
    await reconcileQueues(town.database);
    expect((await getReconciliation(town.database, bob)).findings).toEqual([]);
  });

  it('is restricted by whoever may, and changed by those who are named', async () => {
    const id = await write('couteau');
    expect(await code(restrict(id, [bob], { who: bob }))).toBe('not-permitted');
    await restrict(id, [ana]);
    await restrict(id, [ana, bob], { who: ana, reason: 'staff' });
    expect(await seen(bob, id)).toBe(true);
    await restrict(id, [bob], { who: bob, reason: 'staff' });
    expect([await seen(ana, id), await seen(bob, id)]).toEqual([false, true]);
    const changes = (await activities(id, bob)).filter(({ type }) => type === 'restriction-changed');
    expect(changes).toMatchObject([
      { added: ['Bob'], removed: [] },
      { added: [], removed: ['Ana'] },
    ]);
    // An agent of another team, and one who is not there any more, would leave it open to nobody.
    const stranger = await town.agent('Dan', [await town.team('Voirie')]);
    expect(await code(restrict(id, [bob, stranger], { who: bob }))).toBe('invalid-request');
  });

  it('is assigned to nobody but those who are named, by hand or by the queue', async () => {
    const id = await write('couteau');
    await as(root, (tx) => updateCase(tx, root, { id, wanted: { assigneeId: bob.id } }));
    await restrict(id, [ana]);
    expect((await caseDetail(town.database, ana, { id })).assignee).toBeNull();
    const assign = (assigneeId: string) => as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId } }));
    expect(await code(assign(bob.id))).toBe('invalid-request');

    const voirie = await town.team('Voirie');
    await town.database.execute(
      `update team set queue = jsonb_build_object('assignment', 'automatic', 'overflow', jsonb_build_object('afterMinutes', 5, 'teamId', $2::text))
       where id = $1`,
      [social.teamId, voirie],
    );
    const moved = await write('voirie');
    for (const one of [id, moved]) await as(root, (tx) => overflowCase(tx, one, social.teamId));
    expect((await caseDetail(town.database, root, { id: moved })).team.id).toBe(voirie);
    const given = await write('cantine');
    await as(root, (tx) => heartbeat(tx, [ana.id, bob.id]));
    await assignBatch(town.database);
    expect((await caseDetail(town.database, root, { id: given })).assignee).not.toBeNull();
    expect(await caseDetail(town.database, ana, { id })).toMatchObject({ assignee: null, team: { id: social.teamId } });
    await assign(ana.id);
    expect((await caseDetail(town.database, ana, { id })).assignee).toMatchObject({ id: ana.id });
  });

  it('is closed to one who has broken its glass by those who are named, who may restrict it, and the DPO', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    const again = async () => (await open(id, root)) && root;
    const end = (who: Principal, { id: agentId } = root) =>
      code(as(who, (tx) => endBreakGlassOf(tx, who, { id, agentId })));
    const opens = (who: Principal) => code(openGlasses(town.database, who, id));
    await again();
    const sue = await town.agent('Sue', [], 'supervisor');
    const shown = [{ agent: { id: root.id, name: 'Root' }, reason: 'A knife was seen.', at: expect.any(String), until: expect.any(String) }]; // prettier-ignore
    expect(await openGlasses(town.database, ana, id)).toEqual(shown);
    for (const who of [ana, cleo, sue]) {
      expect(await opens(who)).toBe('done');
      expect(await end(who)).toBe('done');
      expect(await seen(await now(root), id)).toBe(false);
      expect(await end(who)).toBe('not-found');
      await again();
    }
    for (const who of [bob, { ...ana, scopes: ['admin' as const] }]) expect(await opens(who)).toBe('not-found');
    expect([await end(bob), await end({ ...ana, scopes: ['admin'] })]).toEqual(['not-found', 'not-permitted']);
    expect(await seen(await now(root), id)).toBe(true);
    expect(await seen(ana, id)).toBe(true);
    expect(await activities(id, ana)).toContainEqual(expect.objectContaining({ type: 'glass-ended', of: 'Root' }));
  });

  it('refuses by name the mention of whoever does not see it, until they have broken its glass', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    const mention = (...mentions: Principal[]) =>
      as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'Vu', mentions: mentions.map((one) => one.id) } }));
    await expect(mention(ana, root, bob)).rejects.toMatchObject({
      code: 'invalid-request',
      more: { errors: [{ path: 'mentions', reason: 'mention-cannot-see', data: { names: 'Bob, Root' } }] },
    });
    await open(id, root);
    await expect(mention(ana, root)).resolves.toEqual(expect.any(String));
    expect(await activities(id, ana)).toContainEqual(expect.objectContaining({ type: 'glass-broken' }));
  });

  it('tells nobody that it goes who was named but no longer saw its team', async () => {
    const id = await write('couteau');
    await restrict(id, [ana, bob, root]);
    await town.database.execute(`delete from role_grant where agent_id = $1`, [bob.id]);
    const before = (await allEvents(town.database)).length;
    await restrict(id, [root]);
    const events = (await allEvents(town.database)).slice(before);
    expect(events.flatMap(({ type, agentId }) => (type === 'case.withdrawn' ? [agentId] : []))).toEqual([ana.id]);
  });

  it('tells those who were named that it goes to a team that none of them sees', async () => {
    const id = await write('couteau');
    const voirie = await town.team('Voirie');
    await restrict(id, [ana, bob]);
    await town.database.execute(`update role_grant set reach = 'own-teams' where agent_id = any($1::uuid[])`, [[ana.id, bob.id]]); // prettier-ignore
    const mover = { ...(await now(ana)), grants: root.grants };
    const before = (await allEvents(town.database)).length;
    await as(mover, (tx) => updateCase(tx, mover, { id, wanted: { teamId: voirie } }));
    const events = (await allEvents(town.database)).slice(before);
    expect(events.flatMap(({ type, agentId }) => (type === 'case.withdrawn' ? [agentId] : []))).toEqual([
      ana.id,
      bob.id,
    ]);
  });

  it('tells its events to those who are named alone, and everybody else that it goes', async () => {
    const id = await write('couteau');
    const before = (await allEvents(town.database)).length;
    await as(bob, (tx) => addNote(tx, bob, { caseId: id, note: { text: 'Vu', mentions: [] } }));
    await restrict(id, [ana]);
    await as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'Vu', mentions: [ana.id] } }));
    const events = (await allEvents(town.database)).slice(before);
    expect(events.map(({ type }) => type)).toEqual(['note.added', 'case.changed', 'case.withdrawn', 'note.added']);
    const heard = (who: Principal) => {
      const rooms = new Set(roomsFor(who));
      return events.map((event) => [mayKnow(who, event), roomsOf(event).some((room) => rooms.has(room))]);
    };
    const [yes, no] = [[true, true], [false, false]]; // prettier-ignore
    expect(heard(ana)).toEqual([yes, yes, yes, yes]);
    // Also of what was before: whoever catches up is told nothing of a case that is hidden by now.
    for (const who of [bob, root]) expect(heard(who)).toEqual([no, no, yes, no]);

    await as(root, (tx) => notifyAgents(tx, events));
    expect((await listNotifications(town.database, bob, { limit: 10 })).items).toEqual([]);
  });

  it('is open to somebody whatever becomes of those who are named', async () => {
    const id = await write('couteau');
    await restrict(id, [ana, bob]);
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));
    await as(root, (tx) => keepRestrictedCasesAccessible(tx, ana.id));
    expect([await seen(bob, id), await seen(root, id)]).toEqual([true, false]);
    // A role that is taken counts like a deactivation.
    const [grant] = await town.database.query<{ id: string }>(`select id from role_grant where agent_id = $1`, [
      bob.id,
    ]);
    await as(root, (tx) => takeRole(tx, root, { agentId: bob.id, grantId: grant!.id }));
    await as(root, (tx) => keepRestrictedCasesAccessible(tx));
    expect(await caseDetail(town.database, root, { id })).toMatchObject({ restriction: { agents: [{ id: root.id }] } });
    expect(await activities(id, root)).toContainEqual(
      expect.objectContaining({ type: 'restriction-changed', added: ['Root'], removed: ['Ana', 'Bob'], because: 'nobody-left' }), // prettier-ignore
    );
  });

  // Threats: A019.
  it('passes to no one whose emergency access was ended, where somebody else may restrict cases, and tells who gets it', async () => {
    const id = await write('couteau');
    const [sue, sam] = [await town.agent('Sue', [], 'supervisor'), await town.agent('Sam', [], 'supervisor')];
    await restrict(id, [ana]);
    await open(id, sue);
    await as(ana, (tx) => endBreakGlassOf(tx, ana, { id, agentId: sue.id }));
    const left = (grantId: string | null) =>
      restrictedCasesLeft(town.database, { agentId: ana.id, grantId, teams: Scope.whole });
    const heirs = [{ id: root.id, name: 'Root' }, { id: sam.id, name: 'Sam' }]; // prettier-ignore
    expect(await left(null)).toEqual({ count: 1, to: heirs });
    const [grant] = await town.database.query<{ id: string }>(`select id from role_grant where agent_id = $1`, [
      ana.id,
    ]);
    expect(await left(grant!.id)).toEqual({ count: 1, to: heirs });
    expect(await restrictedCasesLeft(town.database, { agentId: bob.id, grantId: null, teams: Scope.whole })).toEqual({ count: 0, to: [] }); // prettier-ignore
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));
    await town.database.write({ kind: 'system', name: 'Teams' }, (tx) => keepRestrictedCasesAccessible(tx, ana.id));
    expect([await seen(sam, id), await seen(await now(sue), id)]).toEqual([true, false]);
    for (const who of [root, sam])
      expect((await listNotifications(town.database, await now(who), { limit: 10 })).items).toMatchObject([
        { about: { type: 'named-for-restricted', instead: ['Ana'] }, case: { id } },
      ]);
    const { items } = await timeline(town.database, sam, { caseId: id, query: { limit: 50 } });
    expect(items.at(-1)).toMatchObject({
      actor: { kind: 'system' },
      activity: { type: 'restriction-changed', added: ['Root', 'Sam'], removed: ['Ana'], because: 'nobody-left' },
    });
    // Where nobody else may, they are named all the same: nobody at all would be worse.
    await town.database.execute(`update agent set active = false where id <> $1`, [sue.id]);
    await town.database.write({ kind: 'system', name: 'Teams' }, (tx) => keepRestrictedCasesAccessible(tx));
    expect(await seen(await now(sue), id)).toBe(true);
  });

  it('passes over whose emergency access another agent has lately ended, not who closed it or lost it by a change', async () => {
    const sue = await town.agent('Sue', [], 'supervisor');
    for (const who of [root, cleo]) await town.database.execute(`update agent set active = false where id = $1`, [who.id]); // prettier-ignore
    const left = async (close: (id: string) => Promise<unknown>) => {
      const id = await write('couteau');
      await restrict(id, [ana]);
      await open(id, sue);
      await close(id);
      const { to } = await restrictedCasesLeft(town.database, { agentId: ana.id, grantId: null, teams: Scope.whole });
      await town.database.execute(`update cases set restricted_to = null where id = $1`, [id]);
      return to.map(({ name }) => name);
    };
    const another = (id: string) => as(ana, (tx) => endBreakGlassOf(tx, ana, { id, agentId: sue.id }));
    // Nobody else is left but the team, which comes after her.
    expect(await left(another)).toEqual(['Sue']);
    await town.agent('Sam', [], 'supervisor');
    expect(await left(another)).toEqual(['Sam']);
    expect(await left((id) => as(sue, (tx) => endBreakGlass(tx, sue, id)))).toEqual(['Sam', 'Sue']);
    const byChange = async (id: string) => {
      for (const agents of [[ana, bob], [ana]]) await restrict(id, agents, { who: ana });
    };
    expect(await left(byChange)).toEqual(['Sam', 'Sue']);
    // What was long ago counts no more.
    const longAgo = async (id: string) => {
      await another(id);
      await town.database.execute(`update break_glass set at = at - interval '91 days', ended_at = ended_at - interval '91 days' where case_id = $1`, [id]); // prettier-ignore
    };
    expect(await left(longAgo)).toEqual(['Sam', 'Sue']);
  });

  it('falls to those who may break its glass, or to the team, where nobody else is left', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    const leaves = (who: Principal) => town.database.execute(`update agent set active = false where id = $1`, [who.id]);
    for (const who of [ana, root]) await leaves(who);
    await as(root, (tx) => keepRestrictedCasesAccessible(tx));
    expect([await seen(cleo, id), await seen(bob, id)]).toEqual([true, false]);

    // As many cases as one transaction takes, before this one, of a team that nobody reaches.
    const empty = await town.team('Voirie');
    await town.database.execute(
      `insert into cases select (jsonb_populate_record(c, jsonb_build_object('team_id', $2::uuid, 'reference', 'EMPTY-' || n,
         'id', '00000000-0000-4000-8000-' || lpad(n::text, 12, '0')))).* from cases c cross join generate_series(1, 50) n where c.id = $1`,
      [id, empty],
    );
    await leaves(cleo);
    await as(root, (tx) => keepRestrictedCasesAccessible(tx));
    expect(await seen(bob, id)).toBe(true);
    expect(await caseDetail(town.database, bob, { id })).toMatchObject({ restriction: { agents: [{ id: bob.id }] } });
  });

  it('goes to another team with its restriction, and there to those who may restrict', async () => {
    const id = await write('couteau');
    const voirie = await town.team('Voirie');
    await restrict(id, [ana]);
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { teamId: voirie } }));
    expect(await caseDetail(town.database, root, { id })).toMatchObject({ team: { id: voirie }, restriction: { agents: [{ id: root.id }] } }); // prettier-ignore
    expect(await seen(ana, id)).toBe(false);
  });
});

/** Breaks the glass of a case, and tells whoever is told of it. */
const alarm = async (id: string, who: Principal): Promise<void> => {
  const position = await settledPosition(town.database);
  await open(id, who);
  const events = await eventually(async () => {
    const read: AddressedEvent[] = await addressedEventsAfter(town.database.query, position, 10);
    expect(read.length).toBeGreaterThan(0);
    return read;
  });
  await as(who, (tx) => notifyAgents(tx, events));
};
const alarmsOf = async (who: Principal) =>
  (await listNotifications(town.database, await now(who), { limit: 10 })).items.map(({ about, case: item }) => ['reason' in about && about.reason, 'reference' in about && about.reference, item?.id ?? null]); // prettier-ignore

describe('what is moved between cases', () => {
  // Threats: A019.
  it('comes out of a restricted case to nobody else, and what is split off or merged is restricted as well', async () => {
    const [id, other] = [await write('couteau'), await write('cantine')];
    await restrict(id, [ana]);
    const entryIds = (await timeline(town.database, ana, { caseId: id, query: { limit: 10 } })).items
      .filter(({ kind }) => kind === 'message')
      .map((entry) => entry.id);
    const move = (work: (tx: Tx) => Promise<unknown>) => code(as(ana, work));
    expect(await move((tx) => moveEntries(tx, ana, { fromId: id, wanted: { intoId: other, entryIds } }))).toBe('would-be-seen'); // prettier-ignore
    expect(await move((tx) => mergeCase(tx, ana, { fromId: id, intoId: other }))).toBe('would-be-seen');

    const split = await as(ana, (tx) => splitCase(tx, ana, { fromId: id, wanted: { entryIds } }));
    expect([await seen(ana, split.intoId), await seen(root, split.intoId)]).toEqual([true, false]);
    const merge = await as(ana, (tx) => mergeCase(tx, ana, { fromId: other, intoId: id }));
    expect(await code(caseDetail(town.database, bob, { id: other }))).toBe('not-found');
    expect(await counts(town.database, bob)).toMatchObject({ all: 0, byStatus: { open: 0, closed: 0 } });

    await restrict(id, [ana, root], { who: ana });
    await as(root, (tx) => liftRestriction(tx, root, id));
    expect(await caseDetail(town.database, bob, { id: other })).toMatchObject({ restricted: false });
    await restrict(id, [ana]);
    expect(await code(caseDetail(town.database, bob, { id: other }))).toBe('not-found');
    await as(ana, (tx) => undoMove(tx, ana, { caseId: id, moveId: merge.moveId }));
    // What came back is what was there before; nobody has said that it may be seen again.
    expect([await seen(bob, other), await seen(ana, other)]).toEqual([false, true]);
  });

  // Threats: A019.
  it('leaves nothing of a split that was undone before to be seen', async () => {
    const id = await write('couteau');
    const entryIds = (await timeline(town.database, ana, { caseId: id, query: { limit: 10 } })).items
      .filter(({ kind }) => kind === 'message')
      .map((entry) => entry.id);
    const split = await as(ana, (tx) => splitCase(tx, ana, { fromId: id, wanted: { entryIds } }));
    await as(ana, (tx) => undoMove(tx, ana, { caseId: id, moveId: split.moveId }));
    expect(await caseDetail(town.database, bob, { id: split.intoId })).toMatchObject({ subject: 'Objet couteau' });
    await restrict(id, [ana, root]);
    expect(await code(caseDetail(town.database, bob, { id: split.intoId }))).toBe('not-found');
    await as(root, (tx) => liftRestriction(tx, root, id));
    expect(await caseDetail(town.database, bob, { id: split.intoId })).toMatchObject({ restricted: false });
  });
});

describe('a broken glass', () => {
  it('opens the case to one agent alone, until its time is over', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    expect(await code(as(bob, (tx) => breakGlass(tx, bob, { id, reason: 'Curious I am.' })))).toBe('not-permitted');
    const token: Principal = { ...root, scopes: ['cases:write'] };
    expect(await code(as(token, (tx) => breakGlass(tx, token, { id, reason: 'By a program.' })))).toBe('not-permitted');
    expect(await code(findRestrictedCase(town.database, token, 'GCH-2026-000001'))).toBe('not-permitted');

    const opened = await open(id, root);
    expect(opened.brokenGlass).toEqual([id]);
    expect(opened.changesAt! - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect(await caseDetail(town.database, opened, { id })).toMatchObject({ brokenGlassUntil: expect.any(String) });
    expect([await seen(opened, id), await seen(cleo, id), await seen(bob, id)]).toEqual([true, false, false]);
    expect(await counts(town.database, opened)).toMatchObject({ all: 1 });
    expect((await readersOfCase(town.database, opened, id)).map(({ agent }) => agent.name)).toEqual(['Ana', 'Root']);
    // They may act in it, and are not named by that.
    await as(opened, (tx) => addNote(tx, opened, { caseId: id, note: { text: 'Police informed', mentions: [] } }));
    expect(await code(as(opened, (tx) => updateCase(tx, opened, { id, wanted: { assigneeId: root.id } })))).toBe('invalid-request'); // prettier-ignore

    await town.database.execute(`update break_glass set until = now()`);
    const later = await now(root);
    expect([later.brokenGlass, await seen(later, id)]).toEqual([[], false]);
    expect(await code(as(later, (tx) => endBreakGlass(tx, later, id)))).toBe('not-found');
    expect(await activities(id, ana)).toContainEqual(
      expect.objectContaining({ type: 'glass-broken', reason: 'A knife was seen.' }),
    );
  });

  it('is described to whoever was alarmed, though they do not see the case, and to nobody else', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    const [{ reference }] = (await town.database.query(`select reference from cases where id = $1`, [id])) as [{ reference: string }]; // prettier-ignore
    await alarm(id, root);
    const { items } = await listNotifications(town.database, cleo, { limit: 10 });
    const [about] = items.map((one) => one.about);
    const accessId = about?.type === 'break-glass' ? about.breakGlassId : '';
    const read = (who: Principal) => emergencyAccess(town.database, who, accessId);
    expect(await seen(cleo, id)).toBe(false);
    expect(await read(cleo)).toEqual({
      ...{ id: accessId, by: { id: root.id, name: 'Root' }, caseId: id, reference, reason: 'A knife was seen.' },
      ...{ at: expect.any(String), until: expect.any(String), endedAt: null, endedBy: null, mayEnd: true },
    });
    expect(await read(ana)).toMatchObject({ mayEnd: true });
    const listed = async (who: Principal) => (await emergencyAccesses(town.database, who, { limit: 10 })).items;
    expect([await listed(cleo), await listed(ana)]).toEqual([[await read(cleo)], [await read(ana)]]);
    expect([await listed(bob), await listed({ ...cleo, scopes: ['admin'] })]).toEqual([[], []]);
    expect([await code(read(bob)), await code(read({ ...cleo, scopes: ['admin'] }))]).toEqual([
      'not-found',
      'not-found',
    ]);
    // Nothing is left of it to end, nor of the case to be known, to whoever lost their role.
    await as(cleo, (tx) => endBreakGlassOf(tx, cleo, { id, agentId: root.id }));
    expect(await read(cleo)).toMatchObject({ endedAt: expect.any(String), endedBy: { id: cleo.id, name: 'Cleo' }, mayEnd: false }); // prettier-ignore
    expect(await read({ ...cleo, grants: [] })).toMatchObject({ caseId: null, reference: null, mayEnd: false });
    // One that was told before notifications named the access.
    await town.database.execute(`update notification set about = about - 'breakGlassId'`);
    expect((await listNotifications(town.database, cleo, { limit: 10 })).items[0]!.about).toEqual(about);
  });

  it('is never made to last by who has broken it: they name nobody, lift nothing and take the case nowhere', async () => {
    const id = await write('couteau');
    const voirie = await town.team('Voirie');
    await restrict(id, [ana]);
    const opened = await open(id, root);
    for (const agents of [[root], [ana, root], [ana, bob]])
      expect(await code(restrict(id, agents, { who: opened }))).toBe('not-permitted');
    expect(await code(as(opened, (tx) => liftRestriction(tx, opened, id)))).toBe('not-permitted');
    expect(await code(as(opened, (tx) => updateCase(tx, opened, { id, wanted: { teamId: voirie } })))).toBe('not-permitted'); // prettier-ignore
    expect(await caseDetail(town.database, ana, { id })).toMatchObject({ team: { id: social.teamId }, restriction: { agents: [{ id: ana.id }] } }); // prettier-ignore
    // Those who are named may all of that, where their roles say so.
    await restrict(id, [ana, root], { who: ana });
    await as(root, (tx) => liftRestriction(tx, root, id));
    expect(await seen(bob, id)).toBe(true);
  });

  it('is ended before its time by who has broken it', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    const opened = await open(id, cleo);
    await as(opened, (tx) => endBreakGlass(tx, opened, id));
    expect(await seen(await now(cleo), id)).toBe(false);
    const { items } = await emergencyAccesses(town.database, ana, { limit: 10 });
    expect(items).toEqual([expect.objectContaining({ by: { id: cleo.id, name: 'Cleo' }, endedBy: { id: cleo.id, name: 'Cleo' } })]); // prettier-ignore
  });

  it('ends when it changes who is named, and when the restriction is lifted, also where it is set again', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    await open(id, cleo);
    await restrict(id, [ana, bob], { who: ana });
    expect([(await now(cleo)).brokenGlass, await seen(await now(cleo), id)]).toEqual([[], false]);

    await open(id, cleo);
    await restrict(id, [ana, bob, root], { who: ana });
    await open(id, cleo);
    const position = await settledPosition(town.database);
    await as(root, (tx) => liftRestriction(tx, root, id));
    await eventually(async () => {
      const events = await addressedEventsAfter(town.database.query, position, 10);
      expect(events).toContainEqual(expect.objectContaining({ type: 'agent.changed', agentId: cleo.id }));
    });
    await restrict(id, [ana]);
    expect(await seen(await now(cleo), id)).toBe(false);
  });

  it('opens nothing to whoever lost the permission for it', async () => {
    const id = await write('couteau');
    await restrict(id, [ana]);
    await open(id, cleo);
    await town.database.execute(`update role set permissions = array_remove(permissions, 'case.break-glass') where key = 'dpo'`); // prettier-ignore
    expect([(await now(cleo)).brokenGlass, await seen(await now(cleo), id)]).toEqual([[], false]);
  });

  it('is for cases of the teams that the permission reaches', async () => {
    const id = await write('couteau');
    const { reference } = await caseDetail(town.database, root, { id });
    await restrict(id, [ana]);
    expect(await findRestrictedCase(town.database, cleo, reference.toLowerCase())).toEqual({ id, reference });
    expect(await findRestrictedCase(town.database, cleo, `dossier ${reference.replaceAll('-', ' ')}`)).toEqual({
      id,
      reference,
    });
    expect(await code(findRestrictedCase(town.database, cleo, reference.slice(-6)))).toBe('not-found');
    expect(await code(findRestrictedCase(town.database, bob, reference))).toBe('not-permitted');
    expect(await code(as(ana, (tx) => breakGlass(tx, { ...ana, grants: cleo.grants }, { id, reason: 'I am named already.' })))).toBe('not-restricted'); // prettier-ignore
    const voirie = await town.team('Voirie');
    await town.database.execute(`update role_grant set reach = 'teams', team_ids = array[$2::uuid] where agent_id = $1`, [cleo.id, voirie]); // prettier-ignore
    const elsewhere = await now(cleo);
    expect(await code(findRestrictedCase(town.database, elsewhere, reference))).toBe('not-found');
    expect(await code(caseDetail(town.database, elsewhere, { id }))).toBe('not-found');
    expect(await code(as(elsewhere, (tx) => breakGlass(tx, elsewhere, { id, reason: 'Of another team.' })))).toBe(
      'not-found',
    );
  });

  it('is told to those who are named, and to the data protection officers or, where there is no other, to administrators', async () => {
    const id = await write('couteau');
    const { reference } = await caseDetail(town.database, root, { id });
    await restrict(id, [ana]);
    const shown = async () => {
      const all: Record<string, unknown[]> = {};
      for (const who of [ana, bob, cleo, root]) all[who.name] = await alarmsOf(who);
      return all;
    };
    await alarm(id, root);
    const reason = 'A knife was seen.';
    // The officers are not shown the case for that.
    expect(await shown()).toEqual({
      Ana: [[reason, reference, id]],
      Bob: [],
      Cleo: [[reason, reference, null]],
      Root: [],
    });
    await alarm(id, cleo);
    expect(await shown()).toMatchObject({ Cleo: [[reason, reference, id]], Root: [[reason, reference, id]] });
    const mails = await town.database.query(
      `select payload ->> 'agentId' as "agentId" from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'mail-break-glass' order by j.id`,
    );
    expect(mails).toEqual([{ agentId: cleo.id }, { agentId: root.id }]);
  });

  it('is told to nobody of another sector, and where all are, to those who manage agents without naming the case', async () => {
    const id = await write('couteau');
    const { reference } = await caseDetail(town.database, root, { id });
    await restrict(id, [ana, bob]);
    const elsewhere = await town.team('Voirie');
    const sees = (who: Principal, teamId: string) => town.database.execute(`update role_grant set reach = 'teams', team_ids = array[$2::uuid] where agent_id = $1`, [who.id, teamId]); // prettier-ignore
    for (const who of [cleo, bob]) await sees(who, elsewhere);
    const mona = await town.agent('Mona');
    await town.database.execute(
      `with manager as (insert into role (id, name, permissions) values (gen_random_uuid(), 'Manager', '{agent.manage}') returning id)
       update role_grant set role_id = manager.id, reach = 'all-teams' from manager where agent_id = $1`,
      [mona.id],
    );
    await alarm(id, root);
    const reason = 'A knife was seen.';
    const known = async () => [await alarmsOf(ana), await alarmsOf(bob), await alarmsOf(cleo), await alarmsOf(mona)];
    expect(await known()).toEqual([[[reason, reference, id]], [], [], [[reason, null, null]]]);

    // An officer who sees the cases of the team is told of them, and then nobody else need be.
    await sees(cleo, social.teamId);
    await alarm(id, root);
    expect((await known()).slice(1)).toEqual([[], [[reason, reference, null]], [[reason, null, null]]]);
  });
});
