import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  agents,
  createAgent,
  createSector,
  giveRole,
  knownTeamIds,
  principalOf,
  readersOfCase,
  rightsOf,
  takeRole,
  updateAgent,
  updateTeam,
  type Principal,
} from '@guichet/access';
import {
  addNote,
  caseDetail,
  counts,
  draftsOf,
  inbox,
  mentionsWithoutAccess,
  mergeCase,
  openCase,
  restrictCase,
  saveDraft,
  search,
  summariesOf,
  tagsInUse,
  timeline,
  unassignInaccessibleCases,
  updateCase,
} from '@guichet/cases';
import { CaseQuery, CreateAgent, Draft, MetricQuery, shippedRole, type UpdateCase } from '@guichet/contracts';
import { addressedEventsAfter, type AddressedEvent, type Tx } from '@guichet/database';
import { FileBlobStore, loadConfig, Logger, SystemClock } from '@guichet/platform';
import { citizenById, citizensBeginning } from '../../libs/citizens/src/index.js';
import { mayKnow, roomsFor, roomsOf } from '../../libs/live/src/event-rooms.js';
import { sendersIn } from '../../libs/messages/src/blocked-senders/senders-in-case.js';
import { findCheckedCase } from '../../libs/messages/src/disclosure/disclosure-check.queries.js';
import { VirusScanner } from '../../libs/messages/src/files/virus-scanner.js';
import { entryOriginal } from '../../libs/messages/src/receive/message-originals.js';
import { attachmentFor } from '../../libs/messages/src/send/uploads-and-attachments.js';
import { casesSheet, computeMetric, getBoard } from '../../libs/metrics/src/index.js';
import { listNotifications, notifyAgents } from '../../libs/notifications/src/index.js';
import { explainTimers } from '../../libs/sla/src/index.js';
import { loadCaseContext } from '../../libs/templates/src/rendering/template-case-context.js';
import { assignBatch, heartbeat, listWorkforce, setAbsence } from '../../libs/workforce/src/index.js';
import { handOverCasesOfDeparted } from '../../libs/workforce/src/presence/reassign-for-absent-and-departed.js';
import { settledPosition } from '../support/all-events.js';
import { eventually } from '../support/eventually.js';
import { from, receive, type Intake } from '../support/receive-messages.js';
import { TestTown } from '../support/test-town.js';

let town: TestTown;
let social: Intake;
let voirieId: string;
let ana: Principal;
let bob: Principal;
let root: Principal;
/** A contractor, of no team. */
let con: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  const teamId = await town.team('Social');
  voirieId = await town.team('Voirie');
  social = await town.mailbox(teamId);
  [ana, bob, root] = [
    await town.agent('Ana', [teamId]),
    await town.agent('Bob', [teamId]),
    await town.agent('Root', [], 'administrator'),
  ];
  con = await contractor('Con');
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const now = async ({ id }: Principal): Promise<Principal> => (await principalOf(town.database, id))!;
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string; more?: { reason?: string } }) => error.more?.reason ?? error.code ?? error,
  );
const refused = (ask: () => Promise<unknown>): Promise<unknown> => code(Promise.resolve().then(ask));
/** Somebody whom an administrator adds as a contractor: they hold nothing else. */
async function contractor(name: string): Promise<Principal> {
  const wanted = CreateAgent.parse({ name, email: `${name.toLowerCase()}@firm.test`, role: 'contractor' });
  const { id } = await as(root, (tx) => createAgent(tx, root, wanted));
  const who = (await principalOf(town.database, id))!;
  expect(who.grants).toMatchObject([{ roleId: shippedRole('contractor').id, reach: 'assigned-cases' }]);
  return who;
}
const give = (who: Principal, by: Principal) =>
  as(by, (tx) =>
    giveRole(tx, by, {
      agentId: who.id,
      wanted: { roleId: shippedRole('contractor').id, reach: 'assigned-cases', teamIds: [], sectorIds: [], validFrom: null, validUntil: null },
    }),
  ); // prettier-ignore

/** A case of Social, of a citizen of its own or of the same, which says the word. */
const write = async (word: string, address = `${word}@citizen.test`): Promise<string> =>
  (await receive(town, social, from('email', address, { name: `Famille ${word}`, body: `C’est ${word}`, subject: `Objet ${word}` })))[0]!; // prettier-ignore
const change = (id: string, wanted: UpdateCase, who = ana) => as(who, (tx) => updateCase(tx, who, { id, wanted }));
const listed = async (who: Principal, query: object = {}) =>
  (await inbox(town.database, who, CaseQuery.parse({ status: 'any', ...query }))).items.map(({ id }) => id);

/** The events that an agent hears, live and when they catch up, of those since a position. */
async function heardSince(position: string, who: Principal): Promise<string[]> {
  const events = await eventually(async () => {
    const read: AddressedEvent[] = await addressedEventsAfter(town.database.query, position, 100);
    expect(read.length).toBeGreaterThan(0);
    return read;
  });
  const rooms = new Set(roomsFor(who));
  return events.flatMap((event) => {
    const heard = roomsOf(event).some((room) => rooms.has(room));
    expect([event.type, mayKnow(who, event)]).toEqual([event.type, heard]);
    return heard && event.audience !== 'everybody' ? [event.type] : [];
  });
}

/** Asks for a case by everything that reads one, and says what of it answered. */
async function answersOf(id: string, word: string, who: Principal): Promise<string[]> {
  const { database } = town;
  const [row] = await database.query<{ reference: string; entryId: string; citizenId: string }>(
    `select c.reference, c.citizen_id as "citizenId", (select e.id from timeline_entry e where e.case_id = c.id and e.kind = 'message') as "entryId"
     from cases c where c.id = $1`,
    [id],
  );
  const { reference, entryId, citizenId } = row!;
  const [fileId] = (await database.query<{ id: string }>(`select id from attachment where case_id = $1`, [id])).map((one) => one.id); // prettier-ignore
  // The original lies in its row, and nothing is configured that looks into it.
  const files = {
    blobs: new FileBlobStore(join(tmpdir(), 'guichet-no-files')),
    scanner: new VirusScanner(loadConfig({}), new SystemClock(), new Logger('silent')),
  };
  const has = (items: readonly unknown[]) => JSON.stringify(items).includes(id);
  const asks: Record<string, () => Promise<unknown>> = {
    ...Object.fromEntries(['all', 'mine', 'team', 'unassigned'].map((view) => [`inbox ${view}`, async () => has(await listed(who, { view }))])),
    'inbox of its team': async () => has(await listed(who, { team: social.teamId })),
    'inbox of its assignee': async () => has(await listed(who, { assignee: con.id })),
    'inbox by words': async () => has(await listed(who, { q: word })),
    'inbox by reference': async () => has(await listed(who, { q: reference })),
    counts: async () => (await counts(database, who)).all > 0,
    'counts of teams': async () => (await counts(database, who)).teams.length > 0,
    'search by words': async () => has((await search(database, who, { q: word, limit: 20 })).hits),
    'search by reference': async () => has((await search(database, who, { q: reference, limit: 20 })).hits),
    'search by address': async () => has((await search(database, who, { q: `${word}@citizen.test`, limit: 20 })).hits),
    summaries: async () => (await summariesOf(database, who, [id])).size > 0,
    tags: async () => (await tagsInUse(database, who)).length > 0,
    detail: () => caseDetail(database, who, { id }),
    timeline: () => timeline(database, who, { caseId: id, query: { limit: 10 } }),
    original: () => entryOriginal({ reader: database, who, ...files }, { caseId: id, entryId }),
    attachment: () => attachmentFor(database, who, fileId!),
    draft: () => draftsOf(database, who, id),
    'saved draft': () => as(who, (tx) => saveDraft(tx, who, { caseId: id, draft: Draft.parse({ text: 'Bonjour' }) })),
    note: () => as(who, (tx) => addNote(tx, who, { caseId: id, note: { text: 'Vu', mentions: [] } })),
    'checked reply': () => findCheckedCase(database, who, id),
    'case of a template': () => loadCaseContext(database, who, id),
    timers: () => explainTimers(database, who, id),
    senders: () => sendersIn(database, who, id),
    readers: () => readersOfCase(database, who, id),
    person: () => citizenById(database, who, citizenId),
    'persons by name': async () => (await citizensBeginning(database, who, { q: `Famille ${word}`, limit: 9 })).items.length > 0,
    'persons by address': async () => (await citizensBeginning(database, who, { q: word, limit: 9 })).items.length > 0,
  }; // prettier-ignore
  const answered: string[] = [];
  for (const [name, ask] of Object.entries(asks)) {
    const answer = await ask().catch((error: { code?: string }) => {
      if (error.code === 'not-found' || error.code === 'not-permitted') return false;
      throw error as Error;
    });
    if (answer !== false) answered.push(name);
  }
  return answered;
}

/** A file in the first message of a case. */
const attach = (caseId: string) =>
  town.database.execute(
    `insert into attachment (id, entry_id, case_id, digest, name, type, size, inline, state, created_at)
     select gen_random_uuid(), e.id, e.case_id, repeat('a', 64), 'plan.pdf', 'application/pdf', 3, false, 'ready', now() from timeline_entry e where e.case_id = $1 and e.kind = 'message'`,
    [caseId],
  );

describe('whoever sees what is assigned to them alone', () => {
  // Threats: A018, A019.
  // ASVS: 8.2.2.
  it('finds a case by nothing before it is assigned to them, by all that shows one while it is, and by nothing afterwards', async () => {
    const id = await write('couteau');
    await attach(id);
    await change(id, { tags: ['danger'] });
    const nothing = await answersOf(id, 'couteau', con);
    expect(nothing).toEqual([]);

    await change(id, { assigneeId: con.id });
    const theirs = await answersOf(id, 'couteau', con);
    // It is in no team of theirs, and somebody has it.
    expect(theirs).not.toContain('inbox team');
    expect(theirs).not.toContain('inbox unassigned');
    const everything = await answersOf(id, 'couteau', ana);
    expect(theirs).toEqual(everything.filter((name) => name !== 'inbox team' && name !== 'inbox mine').toSpliced(1, 0, 'inbox mine')); // prettier-ignore

    await change(id, { assigneeId: null });
    expect(await answersOf(id, 'couteau', con)).toEqual([]);
    // What they had written stays, for nobody to see but those who see the case.
    expect((await draftsOf(town.database, ana, id)).draft).toMatchObject({ text: 'Bonjour' });
  });

  it('sees nothing of other cases by it: of the same person, of the team, linked, or merged into it', async () => {
    const id = await write('couteau');
    const [same, other, linked] = [await write('cantine', 'couteau@citizen.test'), await write('voirie'), await write('lien')]; // prettier-ignore
    await change(id, { assigneeId: con.id });
    await as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'Voir aussi', mentions: [] } }));
    await town.database.execute(
      `insert into case_link (case_id, other_id, state) select * from (values ($1::uuid, $2::uuid, 'linked'), ($2, $1, 'linked')) v on conflict do nothing`,
      [id, linked],
    );
    const { citizen, links } = await caseDetail(town.database, con, { id });
    expect(links).toEqual([]);
    expect((await citizenById(town.database, con, citizen!.id)).cases.map((one) => one.id)).toEqual([id]);
    for (const hidden of [same, other, linked]) {
      expect(await refused(() => caseDetail(town.database, con, { id: hidden }))).toBe('not-found');
      expect(await listed(con)).toEqual([id]);
    }
    expect(await counts(town.database, con)).toMatchObject({
      ...{ mine: 1, unassigned: 0, team: 0, all: 1, spam: 0 },
      teams: [{ id: social.teamId, all: 1, unassigned: 0 }],
    });
    const { reference } = await caseDetail(town.database, root, { id: other });
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: id, intoId: other }));
    // Where their case went, they do not see.
    const gone = await caseDetail(town.database, con, { id });
    expect(JSON.stringify([gone, await timeline(town.database, con, { caseId: id, query: { limit: 20 } })])).not.toContain(reference); // prettier-ignore
    expect(gone.mergedInto).toBeNull();
  });

  it('knows of the teams of the sector in which they have a case, and of no other', async () => {
    const [id] = [await write('couteau'), await as(root, (tx) => openCase(tx, root, { subject: 'Nid-de-poule', teamId: voirieId }))]; // prettier-ignore
    for (const teamId of [social.teamId, voirieId]) {
      const { id: sectorId } = await as(root, (tx) => createSector(tx, root, { name: `Secteur ${teamId}` }));
      await as(root, (tx) => updateTeam(tx, root, { id: teamId, wanted: { sectorId } }));
    }
    expect([...(await knownTeamIds(town.database, con))]).toEqual([]);
    await change(id, { assigneeId: con.id });
    expect([...(await knownTeamIds(town.database, con))]).toEqual([social.teamId]);
  });

  it('is listed as somebody who does, and nobody else is', async () => {
    const listedAgents = await agents(town.database);
    expect(listedAgents.map(({ name, seesAssigned }) => [name, seesAssigned])).toEqual([
      ['Ana', false],
      ['Bob', false],
      ['Con', true],
      ['Root', false],
    ]);
  });

  it('has no figure, no colleague and no right that is of a team, whatever their role says, and exports the case alone', async () => {
    const id = await write('couteau');
    await town.database.execute(
      `update role_grant set role_id = (select id from role where key = 'supervisor') where agent_id = $1`,
      [con.id],
    );
    await change(id, { assigneeId: con.id });
    const who = await now(con);
    expect(await listed(who)).toEqual([id]);
    const board = await getBoard(town.database, who);
    expect([board.teams, board.waiting, board.channels]).toEqual([[], 0, []]);
    const figure = await computeMetric(town.database, who, { name: 'opened', query: MetricQuery.parse({}) });
    expect(figure.total.count).toBe(0);
    const exporting = { who, whoNow: () => Promise.resolve(who) };
    const view = { ...CaseQuery.parse({ view: 'all' }), language: 'fr', format: 'csv' } as const;
    const exported: string[] = [];
    for await (const row of (await casesSheet(town.database, exporting, view)).rows) exported.push(row.id);
    expect(exported).toEqual([id]);
    expect((await listWorkforce(town.database, who)).items.map((one) => one.id)).toEqual([con.id]);
    expect(await refused(() => as(who, (tx) => openCase(tx, who, { subject: 'X', teamId: social.teamId })))).toBe('invalid-request'); // prettier-ignore
    // They may do in the case what the role says, and nothing in another one.
    const other = await write('cantine');
    await change(id, { tags: ['vu'] }, who);
    expect(await refused(() => change(other, { tags: ['vu'] }, who))).toBe('not-found');
    expect(await refused(() => change(other, { assigneeId: con.id }, who))).toBe('not-found');
    expect(await refused(() => as(who, (tx) => mergeCase(tx, who, { fromId: other, intoId: id })))).toBe('not-found');
  });

  it('sees a restricted one only where they are named, and is then one of those who are asked', async () => {
    const id = await write('couteau');
    await change(id, { assigneeId: con.id });
    const restrict = (...agents: Principal[]) =>
      as(root, (tx) => restrictCase(tx, root, { id, wanted: { reason: 'violence', detail: '', agentIds: agents.map((one) => one.id) } })); // prettier-ignore
    await restrict(root, con);
    expect(await listed(con)).toEqual([id]);
    expect(await counts(town.database, con)).toMatchObject({ mine: 1, all: 1 });
    await restrict(root);
    expect(await answersOf(id, 'couteau', con)).toEqual([]);
    expect((await caseDetail(town.database, root, { id })).assignee).toBeNull();
    // Nobody is named for a case that is not theirs by that.
    expect(await refused(() => restrict(root, con))).toBe('invalid-request');
  });
});

describe('the sockets of whoever sees what is assigned to them alone', () => {
  it('hear of the case while they have it, then that it goes, and nothing before or afterwards', async () => {
    const id = await write('couteau');
    const note = () => as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'Vu', mentions: [con.id] } }));
    const since = async (work: () => Promise<unknown>) => {
      const position = await settledPosition(town.database);
      await work();
      return heardSince(position, await now(con));
    };
    expect(await since(note)).toEqual([]);
    expect(await since(() => change(id, { assigneeId: con.id }))).toEqual(['case.changed']);
    expect(await since(note)).toEqual(['note.added']);
    expect(await since(() => change(id, { assigneeId: bob.id }))).toEqual(['case.withdrawn']);
    expect(await since(note)).toEqual([]);
    expect(roomsFor(await now(con)).filter((room) => room.startsWith('team:') || room === 'all-teams')).toEqual([]);
  });

  it('alone hear that it goes: whoever sees it by its team has it no more, and sees it still', async () => {
    const id = await write('couteau');
    await change(id, { assigneeId: bob.id });
    const position = await settledPosition(town.database);
    await change(id, { assigneeId: null });
    expect(await heardSince(position, bob)).toEqual(['case.changed']);
  });

  it('hear that it goes by whatever takes it from them: another team, a restriction, the loss of their role', async () => {
    const lost = async (word: string, work: (id: string) => Promise<unknown>) => {
      const id = await write(word);
      await change(id, { assigneeId: con.id });
      const position = await settledPosition(town.database);
      await work(id);
      expect([word, await heardSince(position, con)]).toEqual([word, ['case.withdrawn']]);
      expect((await caseDetail(town.database, root, { id })).assignee).toBeNull();
    };
    await lost('voirie', (id) => change(id, { teamId: voirieId }));
    await lost('couteau', (id) =>
      as(root, (tx) => restrictCase(tx, root, { id, wanted: { reason: 'violence', detail: '', agentIds: [root.id] } })),
    );
    // Whose role ends is in no room for it any more, and gives back what they had.
    const id = await write('cantine');
    await change(id, { assigneeId: con.id });
    await town.database.execute(`update role_grant set valid_until = now() where agent_id = $1`, [con.id]);
    await town.database.write({ kind: 'system', name: 'Jobs' }, (tx) =>
      unassignInaccessibleCases(tx, { agentId: con.id }),
    );
    expect((await caseDetail(town.database, root, { id })).assignee).toBeNull();
    expect(roomsFor(await now(con))).toEqual([`agent:${con.id}`, 'everybody']);
  });
});

describe('whoever gives a case to somebody who sees what is assigned to them alone', () => {
  it('is a person who may assign it, and nothing that acts by itself', async () => {
    const id = await write('couteau');
    await town.database.execute(`update team set queue = jsonb_build_object('assignment', 'automatic') where id = $1`, [social.teamId]); // prettier-ignore
    await town.database.execute(`insert into team_member (team_id, agent_id) values ($1, $2)`, [social.teamId, con.id]);
    await as(root, (tx) => heartbeat(tx, [con.id]));
    await assignBatch(town.database);
    expect((await caseDetail(town.database, ana, { id })).assignee).toBeNull();

    // Nobody gives the sight of their cases away by being absent.
    await change(id, { assigneeId: ana.id });
    const away = { until: null, substituteId: con.id, handOver: 'substitute' as const };
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence: away }));
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));
    await as(root, (tx) => handOverCasesOfDeparted(tx, { agentId: ana.id }));
    expect((await caseDetail(town.database, bob, { id })).assignee?.id).not.toBe(con.id);
    expect(await answersOf(id, 'couteau', await now(con))).toEqual([]);
    // Who only reads does not assign.
    const expert = await town.agent('Eva', [social.teamId]);
    await town.database.execute(`update role_grant set role_id = (select id from role where key = 'expert') where agent_id = $1`, [expert.id]); // prettier-ignore
    const eva = await now(expert);
    expect(await refused(() => change(id, { assigneeId: con.id }, eva))).toBe('not-permitted');
    expect(await refused(async () => change(id, { assigneeId: con.id }, await now(con)))).toBe('not-permitted');
    await change(id, { assigneeId: con.id }, bob);
    expect(await listed(await now(con))).toEqual([id]);
  });

  it('hands the cases of an absent one to a colleague of the team, or to its queue', async () => {
    const id = await write('couteau');
    await change(id, { assigneeId: con.id });
    const away = { until: null, substituteId: bob.id, handOver: 'substitute' as const };
    await as(root, (tx) => setAbsence(tx, root, { agentId: con.id, absence: away }));
    await as(root, (tx) => updateAgent(tx, root, { id: con.id, wanted: { active: false } }));
    await as(root, (tx) => handOverCasesOfDeparted(tx, { agentId: con.id }));
    expect((await caseDetail(town.database, root, { id })).assignee?.id).toBe(bob.id);
  });

  it('gives nobody the sight of a case who has no role for that', async () => {
    const id = await write('couteau');
    const stranger = await town.agent('Dan', [voirieId]);
    expect(await refused(() => change(id, { assigneeId: stranger.id }))).toBe('invalid-request');
    const grants = await town.database.query<{ id: string }>(`select id from role_grant where agent_id = $1`, [con.id]);
    await as(root, (tx) => takeRole(tx, root, { agentId: con.id, grantId: grants[0]!.id }));
    expect(await refused(() => change(id, { assigneeId: con.id }))).toBe('invalid-request');
  });

  it('needs for every team what they give for assigned cases', async () => {
    const clerk = await town.agent('Clerk', [social.teamId]);
    await town.database.execute(
      `with own as (insert into role (id, name, permissions) values (gen_random_uuid(), 'Clerk', '{agent.read,agent.manage}') returning id)
       insert into role_grant (id, agent_id, role_id, reach) select gen_random_uuid(), $1, id, 'all-teams' from own`,
      [clerk.id],
    );
    const dan = await town.agent('Dan');
    expect(await refused(async () => give(dan, await now(clerk)))).toBe('beyond-own-rights');
    // Who could act as a contractor would see what they see.
    const password = 'another horse battery';
    expect(await refused(async () => as(await now(clerk), async (tx) => updateAgent(tx, await now(clerk), { id: con.id, wanted: { password } })))).toBe('beyond-own-rights'); // prettier-ignore
  });

  it('finds in the rights of both why they see it', async () => {
    const id = await write('couteau');
    await change(id, { assigneeId: con.id });
    const readers = await readersOfCase(town.database, ana, id);
    expect(readers.find(({ agent }) => agent.id === con.id)).toMatchObject({
      permissions: ['case.read', 'case.reply', 'case.note', 'channel.read'],
      reasons: [{ key: 'contractor', assignedCases: true, teams: [] }],
    });
    const { rights } = await rightsOf(town.database, ana, con.id);
    expect(rights.find(({ permission }) => permission === 'case.read')?.reasons).toMatchObject([
      { key: 'contractor', assignedCases: true, teams: [], sectors: null },
    ]);
    await change(id, { assigneeId: null });
    expect((await readersOfCase(town.database, ana, id)).map(({ agent }) => agent.name)).not.toContain('Con');
  });
});

describe('the notifications of whoever sees what is assigned to them alone', () => {
  it('come for what is given to them and for mentions in it, and name no case that they have lost', async () => {
    const id = await write('couteau');
    const other = await write('cantine');
    const position = await settledPosition(town.database);
    await change(id, { assigneeId: con.id });
    for (const caseId of [id, other])
      await as(ana, (tx) => addNote(tx, ana, { caseId, note: { text: 'Vu', mentions: [con.id] } }));
    // Whoever writes it knows it, and nothing of ids that are nobody's.
    const nobody = randomUUID();
    const inVain = (caseId: string) =>
      mentionsWithoutAccess(town.database, { caseId, mentions: [ana.id, con.id, nobody] });
    expect([await inVain(id), (await inVain(other)).sort()]).toEqual([[nobody], [con.id, nobody].sort()]);
    const events = await eventually(async () => {
      const read = await addressedEventsAfter(town.database.query, position, 100);
      expect(read.filter(({ type }) => type === 'note.added')).toHaveLength(2);
      return read;
    });
    await as(root, (tx) => notifyAgents(tx, events));
    const shown = async () =>
      (await listNotifications(town.database, con, { limit: 10 })).items.map(({ about, case: item }) => [about.type, item?.id ?? null]).sort(); // prettier-ignore
    expect(await shown()).toEqual([
      ['assigned', id],
      ['mentioned', id],
    ]);
    // It opens at the note.
    const [note] = await town.database.query<{ position: number }>(
      `select position from timeline_entry where case_id = $1 and kind = 'note'`,
      [id],
    );
    const { items } = await listNotifications(town.database, con, { limit: 10 });
    const mentioned = items.find(({ about }) => about.type === 'mentioned');
    expect(mentioned?.case?.position).toBe(note?.position);
    await change(id, { assigneeId: null });
    // What they have not read of an assignment that is over is withdrawn.
    expect(await shown()).toEqual([['mentioned', null]]);
  });
});
