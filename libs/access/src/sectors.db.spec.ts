import { shippedRole, type GiveRole, type RoleKey } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { openCase } from '../../../test/support/open-case.js';
import { TestTown } from '../../../test/support/test-town.js';
import { agents } from './agents.js';
import { principalOf } from './find-principal.js';
import { giveRole, takeRole } from './give-and-take-roles.js';
import { reach, type Principal } from './principal.js';
import { readersOfCase } from './case-readers.js';
import { rightsOf } from './explain-agent-rights.js';
import { createRole } from './roles.js';
import { scope } from './scope.js';
import { createSector, deleteSector, sectors, updateSector } from './sectors.js';
import { createTeam, teams, updateTeam } from './teams.js';

let town: TestTown;
let root: Principal;
let serial = 0;

beforeAll(async () => {
  town = await TestTown.build();
  root = await fresh((await town.agent('Root', [], 'administrator')).id);
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const fresh = async (id: string): Promise<Principal> => (await principalOf(town.database, id))!;
const refused = (reason: string): unknown =>
  expect.objectContaining({ code: 'conflict', more: expect.objectContaining({ reason }) });
const wrong = (path: string, reason: string): unknown =>
  expect.objectContaining({
    code: 'invalid-request',
    more: expect.objectContaining({ errors: [expect.objectContaining({ path, reason })] }),
  });
const sector = async (name = `Sector ${(serial += 1)}`) =>
  (await as(root, (tx) => createSector(tx, root, { name }))).id;
const team = async (sectorId: string | null = null) =>
  (await as(root, (tx) => createTeam(tx, root, { name: `Team ${(serial += 1)}`, agentIds: [], sectorId }))).id;
const put = (teamId: string, sectorId: string | null, who = root) =>
  as(who, (tx) => updateTeam(tx, who, { id: teamId, wanted: { sectorId, reason: 'They work for others now.' } }));
const giveBy = (who: Principal) => (agentId: string, key: RoleKey, wanted: Partial<GiveRole>) =>
  as(who, (tx) =>
    giveRole(tx, who, {
      agentId,
      wanted: {
        ...{ roleId: shippedRole(key).id, reach: 'sectors', teamIds: [], sectorIds: [] },
        ...{ validFrom: null, validUntil: null, ...wanted },
      },
    }),
  );
const give: ReturnType<typeof giveBy> = (...wanted) => giveBy(root)(...wanted);
const eventsAfter = (id: string) =>
  town.database.query<{ type: string; data: Record<string, unknown> }>(
    `select type, data from event where id > $1 order by id`,
    [id],
  );
const lastEvent = async () =>
  (await town.database.query<{ id: string }>(`select coalesce(max(id), 0)::text as id from event`))[0]!.id;

describe('a role for sectors', () => {
  // Threats: A018.
  it('reaches the cases of all their teams, also of those that join later, until they leave', async () => {
    const [social, schools] = [await sector(), await sector()];
    const [a, b, c, free] = [await team(social), await team(social), await team(schools), await team()];
    const { id } = await town.agent('Sue');
    await give(id, 'supervisor', { sectorIds: [social] });
    const reached = async () => {
      const who = await fresh(id);
      return [a, b, c, free].map((teamId) => scope(who, 'case.read').admitsTeam(teamId));
    };
    expect(await reached()).toEqual([true, true, false, false]);

    const before = await lastEvent();
    await put(free, social);
    expect(await reached()).toEqual([true, true, false, true]);
    await put(b, schools);
    await put(a, null);
    expect(await reached()).toEqual([false, false, false, true]);
    // What is for every team stays out of reach.
    const who = await fresh(id);
    expect([reach(who, 'quarantine.read'), reach(who, 'template.approve')]).toEqual(['nowhere', 'everywhere']);
    const shown = (await agents(town.database)).find((agent) => agent.id === id)!;
    expect(shown.caseTeamIds).toEqual([free]);

    // Sessions and sockets hear of each change, and the log tells from where to where.
    const events = await eventsAfter(before);
    expect(events.filter(({ type, data }) => type === 'agent.changed' && data['agentId'] === id)).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'team.changed').map(({ data }) => data['sectors'])).toEqual([
      { from: null, to: social },
      { from: social, to: schools, reason: 'They work for others now.' },
      { from: social, to: null, reason: 'They work for others now.' },
    ]);
  });

  it('loses a team, with its cases, for a reason alone', async () => {
    const [social, schools] = [await sector(), await sector()];
    const teamId = await team(social);
    for (const sectorId of [schools, null])
      await expect(as(root, (tx) => updateTeam(tx, root, { id: teamId, wanted: { sectorId } }))).rejects.toEqual(
        wrong('reason', 'team-sector-reason-needed'),
      );
    expect((await teams(town.database)).find(({ id }) => id === teamId)).toMatchObject({ sectorId: social });
    // Nothing leaves where it stays, and what is in no sector has none to leave.
    await as(root, (tx) => updateTeam(tx, root, { id: teamId, wanted: { name: 'Aide', sectorId: social } }));
    const free = await team();
    await as(root, (tx) => updateTeam(tx, root, { id: free, wanted: { sectorId: social } }));
  });

  it('gives cases back that its agent may no longer have, when their team leaves the sector', async () => {
    const social = await sector();
    const teamId = await team(social);
    const { id } = await town.agent('Tom');
    await give(id, 'case-worker', { sectorIds: [social] });
    await town.database.execute(`delete from graphile_worker._private_jobs`);
    await put(teamId, null);
    const jobs = await town.database.query(
      `select j.payload ->> 'agentId' as "agentId" from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'unassign-lost'`,
    );
    expect(jobs).toEqual([{ agentId: id }]);
  });

  it('is said with its sector, in what an agent may do and in who sees a case', async () => {
    const own = await sector('Social and health');
    const other = await sector();
    const teamId = await team(own);
    const { id, name } = await town.agent('Why');
    await give(id, 'case-worker', { sectorIds: [own, other] });
    const { grants, rights } = await rightsOf(town.database, root, id);
    expect(grants.at(-1)).toMatchObject({ reach: 'sectors', sectorIds: [own, other], teamIds: [] });
    const reasons = rights.find(({ permission }) => permission === 'case.note')!.reasons;
    expect(reasons.at(-1)!.sectors!.map((one) => one.id)).toEqual([own, other]);
    expect(reasons[0]!.sectors).toBeNull();

    const caseId = await openCase(town, { ...root, teamIds: [teamId] }, 'Registration');
    const reader = (await readersOfCase(town.database, root, caseId)).find(({ agent }) => agent.name === name)!;
    expect(reader.reasons.map((one) => [one.key, one.sectors?.map((it) => it.name)])).toEqual([
      ['case-worker', ['Social and health']],
    ]);
  });

  it('is refused for no sector, for one that there is not, and for one that is archived', async () => {
    const { id } = await town.agent('Ida');
    const archived = await sector();
    await as(root, (tx) => updateSector(tx, root, { id: archived, wanted: { archived: true } }));
    for (const sectorIds of [[], [newId()], [archived]])
      await expect(give(id, 'expert', { sectorIds })).rejects.toEqual(wrong('sectorIds', 'no-such-sector'));
  });
});

// ASVS: 8.2.1.
describe('nobody gains by sectors', () => {
  let social: string;
  let schools: string;
  let clerk: Principal;
  beforeAll(async () => {
    [social, schools] = [await sector(), await sector()];
    const { id } = await town.agent('Clerk');
    const manages = await as(root, (tx) =>
      createRole(tx, root, { name: 'Manages', description: '', permissions: ['agent.manage', 'team.manage'] }),
    );
    await give(id, 'expert', { roleId: manages.id, reach: 'all-teams' });
    await give(id, 'case-worker', { sectorIds: [social] });
    clerk = await fresh(id);
  });

  it('whoever gives a role for a sector has what is in it for all of that sector', async () => {
    const { id } = await town.agent('Friend');
    await expect(giveBy(clerk)(id, 'expert', { sectorIds: [social] })).resolves.toEqual(expect.any(String));
    await expect(giveBy(clerk)(id, 'expert', { sectorIds: [social, schools] })).rejects.toEqual(
      refused('beyond-own-rights'),
    );
    await expect(giveBy(clerk)(id, 'auditor', { sectorIds: [social] })).resolves.toEqual(expect.any(String));
    await expect(giveBy(clerk)(id, 'supervisor', { sectorIds: [social] })).rejects.toEqual(
      refused('beyond-own-rights'),
    );
    // Its teams of today are not all of it: others come.
    const only = await team(schools);
    const { id: leadId } = await town.agent('Lead');
    await give(leadId, 'case-worker', { reach: 'teams', teamIds: [only] });
    const manages = clerk.grants.find(({ permissions }) => permissions.includes('team.manage'))!;
    const lead = await fresh(leadId);
    const managing = { ...lead, grants: [...lead.grants, manages] };
    await expect(giveBy(managing)(id, 'expert', { sectorIds: [schools] })).rejects.toEqual(
      refused('beyond-own-rights'),
    );
    await expect(giveBy(managing)(id, 'expert', { reach: 'teams', teamIds: [only] })).resolves.toEqual(
      expect.any(String),
    );
  });

  it('nor by moving a team into a sector for which they or a friend hold a role', async () => {
    const elsewhere = await team(schools);
    await expect(put(elsewhere, social, clerk)).rejects.toEqual(refused('beyond-own-rights'));
    const own = await team(social);
    await expect(put(own, null, clerk)).resolves.toMatchObject({ sectorId: null });
    // Nobody holds a role there by which they would gain anything.
    const empty = await sector();
    await expect(put(elsewhere, empty, clerk)).resolves.toMatchObject({ sectorId: empty });
  });

  it('nor by taking from others a role that they could not have given', async () => {
    const { id } = await town.agent('Other');
    const grantId = await give(id, 'expert', { sectorIds: [schools] });
    await town.database.execute(`delete from role_grant where agent_id = $1 and id <> $2`, [id, grantId]);
    const take = (who: Principal) => as(who, (tx) => takeRole(tx, who, { agentId: id, grantId }));
    await expect(take(clerk)).rejects.toEqual(refused('beyond-own-rights'));
    await expect(take(root)).resolves.toBeUndefined();
  });
});

describe('the sectors', () => {
  it('have names of their own and an order, and are removed only when nothing is in them', async () => {
    const own = await TestTown.build();
    const boss = (await principalOf(own.database, (await own.agent('Boss', [], 'administrator')).id))!;
    const write = <Result>(work: Parameters<typeof own.database.write<Result>>[1]) =>
      own.database.write({ kind: 'agent', id: boss.id, name: boss.name }, work);
    const made = [];
    for (const name of ['Papers', 'Family', 'Social']) made.push(await write((tx) => createSector(tx, boss, { name })));
    const [papers, family, social] = made.map(({ id }) => id) as [string, string, string];
    const listed = async () => (await sectors(own.database)).map(({ name, position }) => `${position} ${name}`);
    await expect(write((tx) => createSector(tx, boss, { name: 'papers' }))).rejects.toEqual(
      refused('sector-name-taken'),
    );
    await write((tx) => updateSector(tx, boss, { id: social, wanted: { position: 1 } }));
    await write((tx) => updateSector(tx, boss, { id: papers, wanted: { name: 'Civil status', position: 99 } }));
    expect(await listed()).toEqual(['1 Social', '2 Family', '3 Civil status']);
    await expect(write((tx) => updateSector(tx, boss, { id: family, wanted: { name: 'SOCIAL' } }))).rejects.toEqual(
      refused('sector-name-taken'),
    );

    const inIt = await write((tx) => createTeam(tx, boss, { name: 'Crèches', agentIds: [], sectorId: family }));
    const remove = (id: string) => write((tx) => deleteSector(tx, boss, id));
    await expect(remove(family)).rejects.toEqual(refused('sector-in-use'));
    await write((tx) => updateSector(tx, boss, { id: family, wanted: { archived: true } }));
    // It is kept where it is, and not given anew.
    expect((await teams(own.database)).find(({ id }) => id === inIt.id)).toMatchObject({ sectorId: family });
    await write((tx) => updateTeam(tx, boss, { id: inIt.id, wanted: { name: 'Crèches', sectorId: family } }));
    const second = await own.team('Second');
    await expect(write((tx) => updateTeam(tx, boss, { id: second, wanted: { sectorId: family } }))).rejects.toEqual(
      wrong('sectorId', 'no-such-sector'),
    );
    await write((tx) => updateTeam(tx, boss, { id: inIt.id, wanted: { sectorId: null, reason: 'It is closed.' } }));
    await expect(remove(family)).resolves.toBeUndefined();
    await expect(remove(family)).rejects.toMatchObject({ code: 'not-found' });
    await own.close();
  });

  it('are not removed while a role is given for them', async () => {
    const id = await sector();
    const { id: agentId } = await town.agent('Held');
    const grantId = await give(agentId, 'expert', { sectorIds: [id] });
    await expect(as(root, (tx) => deleteSector(tx, root, id))).rejects.toEqual(refused('sector-in-use'));
    await as(root, (tx) => takeRole(tx, root, { agentId, grantId }));
    await expect(as(root, (tx) => deleteSector(tx, root, id))).resolves.toBeUndefined();
  });

  it('are managed by whoever manages teams', async () => {
    const ana = await fresh((await town.agent('Ana')).id);
    const id = await sector();
    const attempts: Parameters<typeof as<unknown>>[1][] = [
      (tx) => createSector(tx, ana, { name: 'Mine' }),
      (tx) => updateSector(tx, ana, { id, wanted: { name: 'Mine' } }),
      (tx) => deleteSector(tx, ana, id),
    ];
    for (const attempt of attempts) await expect(as(ana, attempt)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
