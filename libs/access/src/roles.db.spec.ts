import {
  CreateSignInProvider,
  permissions,
  shippedRole,
  shippedRoles,
  type GiveRole,
  type Permission,
  type Role,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Roles1796004000000 } from '../../database/src/migrations/1796004000000-roles.js';
import { migrations } from '../../database/src/migrations/index.js';
import { openCase } from '../../../test/support/open-case.js';
import { TestTown } from '../../../test/support/test-town.js';
import { principalOf } from './find-principal.js';
import { giveRole, takeRole } from './give-and-take-roles.js';
import { agents, agentsKnownTo, createAgent, updateAgent } from './agents.js';
import { createPasswordLink } from './password-links.js';
import { readersOfCase } from './case-readers.js';
import { rightsOf } from './explain-agent-rights.js';
import { createSignInProvider, deleteSignInProvider, updateSignInProvider } from './providers/provider-settings.js';
import { createRole, deleteRole, roles, updateRole } from './roles.js';
import { reach, type Principal } from './principal.js';
import { resetSecondFactor } from './second-factor/second-factor.js';
import { saveSignInRules } from './second-factor/sign-in-rules.js';
import { updateTeam } from './teams.js';

/** What each of the three old roles reached, as the list of permissions said it before roles were rows. */
const OLD: Record<string, [agent: string, supervisor: string, administrator: string]> = {
  'case.read': ['own', 'all', 'all'],
  'case.reply': ['own', 'all', 'all'],
  'case.note': ['own', 'all', 'all'],
  'case.update': ['own', 'all', 'all'],
  'case.create': ['own', 'all', 'all'],
  'case.move': ['own', 'all', 'all'],
  'citizen.update': ['own', 'all', 'all'],
  'message.cancel-others': ['no', 'all', 'all'],
  'quarantine.read': ['no', 'all', 'all'],
  'quarantine.replay': ['no', 'all', 'all'],
  'quarantine.decide': ['no', 'all', 'all'],
  'sender.block': ['all', 'all', 'all'],
  'sender.list': ['no', 'all', 'all'],
  'attachment.unlock': ['no', 'no', 'all'],
  // Accounts of other teams are no longer listed to agents.
  'channel.read': ['own', 'all', 'all'],
  'channel.manage': ['no', 'no', 'all'],
  'agent.read': ['all', 'all', 'all'],
  'agent.manage': ['no', 'no', 'all'],
  'team.read': ['all', 'all', 'all'],
  'team.manage': ['no', 'no', 'all'],
  'template.read': ['all', 'all', 'all'],
  'template.write': ['all', 'all', 'all'],
  'template.approve': ['no', 'all', 'all'],
  'routing.read': ['all', 'all', 'all'],
  'routing.manage': ['no', 'all', 'all'],
  'presence.manage': ['no', 'all', 'all'],
  'metrics.read': ['own', 'all', 'all'],
  'export.cases': ['no', 'all', 'all'],
  'report.manage': ['no', 'all', 'all'],
  'survey.manage': ['no', 'all', 'all'],
  'organisation.manage': ['no', 'no', 'all'],
  'token.manage': ['all', 'all', 'all'],
  // What closing and assigning needed before they had permissions of their own: `case.update`.
  'case.close': ['own', 'all', 'all'],
  'case.assign': ['own', 'all', 'all'],
};
const WORDS: readonly Role[] = ['agent', 'supervisor', 'administrator'];
/** Permissions that the list above does not know: those who add one say here who has it. */
const NEW_SINCE = new Set(Object.keys(permissions).filter((name) => !(name in OLD)));

let town: TestTown;
let schools: string;
let roads: string;
let root: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Schools'), await town.team('Roads')];
  root = await fresh((await town.agent('Root', [], 'administrator')).id);
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const fresh = async (id: string): Promise<Principal> => (await principalOf(town.database, id))!;
const reaches = (who: Principal, permission: Permission): string => {
  const how = reach(who, permission);
  if (how === 'everywhere') return 'all';
  return how === 'nowhere' ? 'no' : how.teamIds.length === who.teamIds.length ? 'own' : how.teamIds.join();
};
const role = async (wanted: Permission[], name = `Role ${wanted.join(' ')}`) =>
  as(root, (tx) => createRole(tx, root, { name, description: '', permissions: wanted }));
const given: Omit<GiveRole, 'roleId'> = {
  reach: 'all-teams',
  teamIds: [],
  sectorIds: [],
  validFrom: null,
  validUntil: null,
};
const refused = (reason: string): unknown =>
  expect.objectContaining({ code: 'conflict', more: expect.objectContaining({ reason }) });

describe('the migration to roles', () => {
  it('leaves every agent exactly the rights that they had', async () => {
    const own = await TestTown.build();
    const runner = own.database.source.createQueryRunner();
    const migration = new Roles1796004000000();
    const later = migrations.map((one) => new one()).filter(({ name }) => name.slice(-13) > migration.name.slice(-13));
    const inOrder = later.toSorted((a, b) => a.name.slice(-13).localeCompare(b.name.slice(-13)));
    // Some lock tables, for which there has to be a transaction.
    await runner.startTransaction();
    for (const one of inOrder.toReversed()) await one.down(runner);
    await migration.down(runner);
    const ids = WORDS.map((_, n) => `01930000-0000-7000-8000-00000000010${n}`);
    const team = '01930000-0000-7000-8000-000000000200';
    await runner.query(`insert into team (id, name) values ($1, 'Schools')`, [team]);
    for (const [n, word] of WORDS.entries()) {
      await runner.query(`insert into agent (id, email, name, password_hash, role) values ($1, $2, $2, '', $2)`, [
        ids[n],
        word,
      ]);
      await runner.query(`insert into team_member (team_id, agent_id) values ($1, $2)`, [team, ids[n]]);
    }
    await migration.up(runner);
    for (const one of inOrder) await one.up(runner);
    await runner.commitTransaction();
    await runner.release();

    const people = await Promise.all(ids.map(async (id) => (await principalOf(own.database, id))!));
    expect(people.map((who) => who.role)).toEqual(WORDS);
    const now = Object.fromEntries(
      Object.keys(OLD).map((name) => [name, people.map((who) => reaches(who, name as Permission))]),
    );
    expect(now).toEqual(OLD);
    // Cases were restricted later, and replies signed.
    expect(NEW_SINCE).toEqual(new Set(['case.restrict', 'case.break-glass', 'signature.manage']));
    await own.close();
  });

  it('ships the roles as the contracts list them', async () => {
    const rows = (await roles(town.database)).filter(({ key }) => key !== null);
    expect(rows.map(({ id, key, permissions: own }) => ({ id, key, permissions: own }))).toEqual(shippedRoles);
  });
});

describe('a role that is given', () => {
  it('for given teams reaches their cases, and nothing that concerns every team', async () => {
    const { id } = await town.agent('Sue', [roads]);
    const supervisor = shippedRoles.find(({ key }) => key === 'supervisor')!;
    await as(root, (tx) =>
      giveRole(tx, root, {
        agentId: id,
        wanted: { ...given, roleId: supervisor.id, reach: 'teams', teamIds: [schools] },
      }),
    );
    const sue = await fresh(id);
    expect(reach(sue, 'case.close')).toMatchObject({ teamIds: expect.arrayContaining([roads, schools]) });
    expect(reach(sue, 'message.cancel-others')).toEqual({ teamIds: [schools], assigned: false });
    expect([reach(sue, 'template.approve'), reach(sue, 'quarantine.read')]).toEqual(['everywhere', 'nowhere']);
    const shown = (await agents(town.database)).find((agent) => agent.id === id)!;
    expect(shown.caseTeamIds!.toSorted()).toEqual([roads, schools].toSorted());
  });

  it('begins and ends by the clock, and says when', async () => {
    const { id } = await town.agent('Tom', [schools]);
    const { id: roleId } = await role(['metrics.read']);
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const give = (from: string | null, until: string | null) =>
      as(root, (tx) =>
        giveRole(tx, root, { agentId: id, wanted: { ...given, roleId, validFrom: from, validUntil: until } }),
      );
    await give(at(3_600_000), at(7_200_000));
    const before = await fresh(id);
    expect(reach(before, 'metrics.read')).toEqual({ teamIds: [schools], assigned: false });
    expect(before.changesAt! - Date.now()).toBeGreaterThan(3_500_000);
    await town.database.execute(`update role_grant set valid_from = now() - interval '1 hour' where role_id = $1`, [
      roleId,
    ]);
    expect(reach(await fresh(id), 'metrics.read')).toBe('everywhere');
    await town.database.execute(`update role_grant set valid_until = now() where role_id = $1`, [roleId]);
    const after = await fresh(id);
    expect(reach(after, 'metrics.read')).toEqual({ teamIds: [schools], assigned: false });
    expect(after.changesAt).toBeNull();
    await expect(give(null, at(-1000))).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('is an event with who gave and who took it', async () => {
    const { id } = await town.agent('Eve', []);
    const { id: roleId } = await role(['template.read']);
    const grantId = await as(root, (tx) => giveRole(tx, root, { agentId: id, wanted: { ...given, roleId } }));
    await as(root, (tx) => takeRole(tx, root, { agentId: id, grantId }));
    const rows = await town.database.query(
      `select type, actor_id as by from event where data ->> 'grantId' = $1 order by id`,
      [grantId],
    );
    expect(rows).toEqual([
      { type: 'role.given', by: root.id },
      { type: 'role.taken', by: root.id },
    ]);
  });
});

// ASVS: 8.2.1.
describe('nobody gains by giving', () => {
  let clerk: Principal;
  beforeAll(async () => {
    const { id } = await town.agent('Clerk', [roads]);
    const { id: roleId } = await role(['agent.manage', 'team.manage', 'team.read'], 'Manages agents');
    await as(root, (tx) => giveRole(tx, root, { agentId: id, wanted: { ...given, roleId } }));
    clerk = await fresh(id);
  });

  // Threats: A024.
  it('a permission that they do not have themselves, by a role, by a word, or by changing their own role', async () => {
    const escalate = refused('beyond-own-rights');
    const dpo = shippedRoles.find(({ key }) => key === 'dpo')!.id;
    const give = (wanted: object) =>
      as(clerk, (tx) => giveRole(tx, clerk, { agentId: clerk.id, wanted: { ...given, roleId: dpo, ...wanted } }));
    await expect(give({})).rejects.toEqual(escalate);
    await expect(give({ reach: 'own-teams' })).rejects.toEqual(escalate);
    await expect(give({ reach: 'teams', teamIds: [schools] })).rejects.toEqual(escalate);
    await expect(
      as(clerk, (tx) => updateAgent(tx, clerk, { id: clerk.id, wanted: { role: 'supervisor' } })),
    ).rejects.toEqual(escalate);
    await expect(
      as(clerk, (tx) => createRole(tx, clerk, { name: 'Mine', description: '', permissions: ['export.cases'] })),
    ).rejects.toEqual(escalate);
    const own = (await roles(town.database)).find(({ name }) => name === 'Manages agents')!;
    await expect(
      as(clerk, (tx) =>
        updateRole(tx, clerk, {
          id: own.id,
          wanted: { ...own, permissions: [...own.permissions, 'channel.manage'] } as never,
        }),
      ),
    ).rejects.toEqual(escalate);
    const boss = {
      email: 'boss@town.test',
      name: 'Boss',
      role: 'administrator',
      password: 'correct horse battery',
      teamIds: [],
    } as const;
    await expect(as(clerk, (tx) => createAgent(tx, clerk, { ...boss, teamIds: [] }))).rejects.toEqual(escalate);
  });

  it('cases of a team, by making themselves or a friend a member of it', async () => {
    const escalate = refused('beyond-own-rights');
    await expect(
      as(clerk, (tx) => updateTeam(tx, clerk, { id: schools, wanted: { agentIds: [clerk.id] } })),
    ).rejects.toEqual(escalate);
    await expect(
      as(clerk, (tx) => updateAgent(tx, clerk, { id: clerk.id, wanted: { teamIds: [roads, schools] } })),
    ).rejects.toEqual(escalate);
  });

  it('the rights of an administrator, by a password that they set for them or a link with which to choose one', async () => {
    const password = 'another horse battery';
    await expect(as(clerk, (tx) => updateAgent(tx, clerk, { id: root.id, wanted: { password } }))).rejects.toEqual(
      refused('beyond-own-rights'),
    );
    await expect(as(clerk, (tx) => createPasswordLink(tx, clerk, { agentId: root.id, by: 'link' }))).rejects.toEqual(
      refused('beyond-own-rights'),
    );
  });

  it('a way around their own password and code: others set those for them', async () => {
    const refusal = { code: 'not-permitted' };
    const password = 'another horse battery';
    await expect(as(root, (tx) => updateAgent(tx, root, { id: root.id, wanted: { password } }))).rejects.toMatchObject(
      refusal,
    );
    await expect(
      as(root, (tx) => createPasswordLink(tx, root, { agentId: root.id, by: 'link' })),
    ).rejects.toMatchObject(refusal);
    await expect(as(root, (tx) => resetSecondFactor(tx, root, root.id))).rejects.toMatchObject(refusal);
  });

  it('cases of a team for an agent who is a member already, by the word for what that agent is', async () => {
    const manages = (await roles(town.database)).find(({ name }) => name === 'Manages agents')!.id;
    const holder = async (name: string, teamId: string) => {
      const { id } = await town.agent(name, [teamId]);
      await as(root, (tx) => giveRole(tx, root, { agentId: id, wanted: { ...given, roleId: manages } }));
      return fresh(id);
    };
    const [olga, ned, rod] = [await holder('Olga', roads), await holder('Ned', schools), await holder('Rod', roads)];
    await as(root, (tx) => takeRole(tx, root, { agentId: ned.id, grantId: ned.grants[0]!.id }));
    const demote = (id: string) => as(olga, (tx) => updateAgent(tx, olga, { id, wanted: { role: 'agent' } }));
    await expect(demote(ned.id)).rejects.toEqual(refused('beyond-own-rights'));
    await expect(demote(rod.id)).resolves.toMatchObject({ role: 'agent' });
  });

  it('the field by shutting out somebody who may do more', async () => {
    const escalate = refused('beyond-own-rights');
    const boss = await fresh((await town.agent('Chief', [], 'administrator')).id);
    const update = (wanted: object) => as(clerk, (tx) => updateAgent(tx, clerk, { id: boss.id, wanted }));
    await expect(update({ active: false })).rejects.toEqual(escalate);
    await expect(update({ role: 'agent' })).rejects.toEqual(escalate);
    await expect(
      as(clerk, (tx) => takeRole(tx, clerk, { agentId: boss.id, grantId: boss.grants[0]!.id })),
    ).rejects.toEqual(escalate);
    // What takes nothing from them stays possible.
    await expect(update({ name: 'Chief of all', active: true })).resolves.toMatchObject({ name: 'Chief of all' });
  });

  it('the field by taking the teams of somebody who may do more there, also by a token', async () => {
    const { id } = await town.agent('Nina', [schools, roads]);
    const leave = (by: Principal, teamIds: string[]) =>
      as(by, (tx) => updateAgent(tx, by, { id, wanted: { teamIds } }));
    for (const by of [clerk, { ...(await fresh(root.id)), session: null, scopes: ['admin' as const] }])
      for (const left of [[], [roads]]) await expect(leave(by, left)).rejects.toEqual(refused('beyond-own-rights'));
    expect((await fresh(id)).teamIds.toSorted()).toEqual([schools, roads].toSorted());
    // Their own teams they leave, and others lose those in which the clerk may do as much.
    await expect(leave(root, [roads])).resolves.toMatchObject({ teamIds: [roads] });
  });

  it('the rights of anybody, by saying where people sign in', async () => {
    const { id } = await town.agent('Connie', []);
    const { id: roleId } = await role(['organisation.manage', 'agent.manage'], 'Connects');
    await as(root, (tx) => giveRole(tx, root, { agentId: id, wanted: { ...given, roleId } }));
    const connie = await fresh(id);
    const { keyring } = town;
    const wanted = CreateSignInProvider.parse({
      ...{ name: 'Own', profile: 'generic', issuer: 'https://own.test', clientId: 'c', clientSecret: 's' },
      ...{ domains: ['town.test'], sirets: [], teamId: null, createsAgents: false },
      ...{ passwordsAllowed: true, active: true },
    });
    const add = (who: Principal) => as(who, (tx) => createSignInProvider(tx, who, { keyring, wanted }));
    await expect(add(connie)).rejects.toEqual(refused('beyond-own-rights'));
    const stored = await add(root);
    for (const change of [{ issuer: 'https://mine.test', clientSecret: 's' }, { domains: ['other.test'] }])
      await expect(
        as(connie, (tx) => updateSignInProvider(tx, connie, { id: stored.id, keyring, wanted: change })),
      ).rejects.toEqual(refused('beyond-own-rights'));
    // Nor do they shut out whoever signs in there.
    await expect(as(connie, (tx) => deleteSignInProvider(tx, connie, stored.id))).rejects.toEqual(
      refused('beyond-own-rights'),
    );
    await expect(as(root, (tx) => deleteSignInProvider(tx, root, stored.id))).resolves.toBeUndefined();
  });

  it('a session by a token, which nobody asks for a code', async () => {
    const robot: Principal = { ...root, scopes: ['admin', 'cases:write'] };
    const { id } = await town.agent('Friend', [schools]);
    const [own] = (await fresh(id)).grants;
    const refusal = { code: 'not-permitted' };
    const wanted = { ...given, roleId: shippedRole('administrator').id };
    const definition = { name: 'By token', description: '', permissions: ['case.read'] as Permission[] };
    const added = { name: 'New', role: 'agent' as const, teamIds: [schools] };
    const attempts: Parameters<typeof as<unknown>>[1][] = [
      (tx) => updateAgent(tx, robot, { id, wanted: { password: 'another horse battery' } }),
      (tx) => updateAgent(tx, robot, { id, wanted: { role: 'administrator' } }),
      (tx) => createPasswordLink(tx, robot, { agentId: id, by: 'link' }),
      (tx) => resetSecondFactor(tx, robot, id),
      (tx) => giveRole(tx, robot, { agentId: id, wanted }),
      (tx) => takeRole(tx, robot, { agentId: id, grantId: own!.id }),
      (tx) => createRole(tx, robot, definition),
      (tx) => saveSignInRules(tx, robot, { secondFactorFor: 'nobody' }),
      (tx) => createAgent(tx, robot, { name: 'X', email: 'x@town.test', role: 'administrator', teamIds: [] }),
      (tx) => createAgent(tx, robot, { ...added, email: 'y@town.test', password: 'another horse battery' }),
    ];
    for (const attempt of attempts) await expect(as(robot, attempt)).rejects.toMatchObject(refusal);
    const one = await as(robot, (tx) => createAgent(tx, robot, { ...added, email: 'new@town.test' }));
    const change = (active: boolean) => as(robot, (tx) => updateAgent(tx, robot, { id: one.id, wanted: { active } }));
    await expect(change(false)).resolves.toMatchObject({ active: false });
    await expect(change(true)).rejects.toMatchObject(refusal);
    // Nor does it give what its own scopes do not reach.
    const narrow: Principal = { ...robot, scopes: ['admin'] };
    await expect(as(narrow, (tx) => createAgent(tx, narrow, { ...added, email: 'other@town.test' }))).rejects.toEqual(
      refused('beyond-own-rights'),
    );
  });

  it('the addresses of agents by a token for cases, nor names beyond the teams that it reaches', async () => {
    const { id } = await town.agent('Reader', [schools]);
    const { id: near } = await town.agent('Near', [schools]);
    const { id: far } = await town.agent('Far', [roads]);
    const known = async (scopes: Principal['scopes']) => {
      const seen = await agentsKnownTo(town.database, { ...(await fresh(id)), scopes });
      return new Map(seen.map((agent) => [agent.id, agent.email]));
    };
    const byToken = await known(['cases:read']);
    expect([byToken.get(near), byToken.has(far)]).toEqual(['', false]);
    expect([...byToken.values()].filter(Boolean)).toEqual([]);
    for (const scopes of [null, ['admin' as const]]) {
      const all = await known(scopes);
      expect([all.get(near), all.get(far)]).toEqual([expect.stringContaining('@'), expect.stringContaining('@')]);
    }
  });

  it('for longer than they have it', async () => {
    const { id } = await town.agent('Interim', []);
    const administrator = shippedRoles.find(({ key }) => key === 'administrator')!.id;
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    await as(root, (tx) =>
      giveRole(tx, root, { agentId: id, wanted: { ...given, roleId: administrator, validUntil: tomorrow } }),
    );
    const interim = await fresh(id);
    const keep = (validUntil: string | null) =>
      as(interim, (tx) =>
        giveRole(tx, interim, { agentId: id, wanted: { ...given, roleId: administrator, validUntil } }),
      );
    await expect(keep(null)).rejects.toEqual(refused('beyond-own-rights'));
    await expect(keep(tomorrow)).resolves.toBeDefined();
  });
});

describe('roles', () => {
  it('that ship are not changed, and a role that somebody holds is not removed', async () => {
    const shipped = (await roles(town.database))[0]!;
    const wanted = { name: 'Mine', description: '', permissions: ['case.read'] as Permission[] };
    await expect(as(root, (tx) => updateRole(tx, root, { id: shipped.id, wanted }))).rejects.toEqual(
      refused('role-shipped'),
    );
    const { id } = await role(['case.read'], 'Held');
    const grantId = await as(root, (tx) => giveRole(tx, root, { agentId: root.id, wanted: { ...given, roleId: id } }));
    await expect(as(root, (tx) => deleteRole(tx, root, id))).rejects.toEqual(refused('role-in-use'));
    await as(root, (tx) => takeRole(tx, root, { agentId: root.id, grantId }));
    await expect(as(root, (tx) => deleteRole(tx, root, id))).resolves.toBeUndefined();
  });

  it('leave somebody who manages agents, whichever way it would be taken', async () => {
    const own = await TestTown.build();
    const only = (await principalOf(own.database, (await own.agent('Only', [], 'administrator')).id))!;
    const write = (work: Parameters<typeof own.database.write<unknown>>[1]) =>
      own.database.write({ kind: 'agent', id: only.id, name: 'Only' }, work);
    const last = refused('last-administrator');
    const grantId = only.grants[0]!.id;
    await expect(write((tx) => takeRole(tx, only, { agentId: only.id, grantId }))).rejects.toEqual(last);
    await expect(write((tx) => updateAgent(tx, only, { id: only.id, wanted: { role: 'agent' } }))).rejects.toEqual(
      last,
    );
    await expect(write((tx) => updateAgent(tx, only, { id: only.id, wanted: { active: false } }))).rejects.toEqual(
      last,
    );
    await own.close();
  });

  it('do not count who could not sign in: only invited, or by a password that a provider has replaced', async () => {
    const own = await TestTown.build();
    const only = (await principalOf(own.database, (await own.agent('Only', [], 'administrator')).id))!;
    const grantId = only.grants[0]!.id;
    const write = <Result>(work: (tx: Tx) => Promise<Result>) =>
      own.database.write({ kind: 'agent', id: only.id, name: 'Only' }, work);
    const leave = () => write((tx) => takeRole(tx, only, { agentId: only.id, grantId }));
    const last = refused('last-administrator');
    const invited = await write((tx) =>
      createAgent(tx, only, { name: 'Invited', email: 'invited@other.test', role: 'administrator', teamIds: [] }),
    );
    await expect(leave()).rejects.toEqual(last);

    await own.database.execute(`update agent set password_hash = 'x' where id = $1`, [invited.id]);
    await own.database.execute(
      `insert into sign_in_provider (id, name, profile, issuer, client_id, domains, sirets, creates_agents, passwords_allowed, active, created_at)
       values (gen_random_uuid(), 'Other', 'generic', 'https://idp.test', 'x', '{other.test}', '{}', false, false, true, now())`,
    );
    await expect(leave()).rejects.toEqual(last);
    await own.database.execute(`update sign_in_provider set passwords_allowed = true`);
    await expect(leave()).resolves.toBeUndefined();
    await own.close();
  });
});

describe('what somebody may do', () => {
  it('is said with the role, the team and the end by which they may', async () => {
    const { id } = await town.agent('Why', [schools]);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const { id: roleId } = await role(['case.note'], 'Reads notes');
    await as(root, (tx) =>
      giveRole(tx, root, {
        agentId: id,
        wanted: { ...given, roleId, reach: 'teams', teamIds: [roads], validUntil: until },
      }),
    );
    const { rights, grants } = await rightsOf(town.database, root, id);
    expect(grants).toHaveLength(2);
    const why = rights.find(({ permission }) => permission === 'case.note')!.reasons;
    expect(
      why.map(({ key, name, teams, validUntil }) => [key, name, teams?.map((team) => team.name), validUntil]),
    ).toEqual([
      ['case-worker', '', ['Schools'], null],
      [null, 'Reads notes', ['Roads'], until],
    ]);
    expect(rights.find(({ permission }) => permission === 'case.close')!.reasons).toHaveLength(1);
    expect(rights.some(({ permission }) => permission === 'agent.manage')).toBe(false);
  });

  it('in a case is said of everybody who sees it, to whoever sees it themselves', async () => {
    const own = await TestTown.build();
    const [team, other] = [await own.team('Schools'), await own.team('Roads')];
    const ana = await own.agent('Ana', [team]);
    const bob = await own.agent('Bob', [other]);
    const boss = await own.agent('Chief', [], 'administrator');
    const caseId = await openCase(own, ana, 'Registration');
    const readers = await readersOfCase(own.database, boss, caseId);
    expect(
      readers.map(({ agent, reasons }) => [
        agent.name,
        reasons.map(({ key, teams }) => [key, teams?.map(({ name }) => name)]),
      ]),
    ).toEqual([
      ['Ana', [['case-worker', ['Schools']]]],
      ['Chief', [['administrator', undefined]]],
    ]);
    expect(readers[0]!.permissions).toContain('case.close');
    await expect(readersOfCase(own.database, bob, caseId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readersOfCase(own.database, ana, caseId)).resolves.toHaveLength(2);
    // Who may not know colleagues is not told who they are.
    const alone = { ...ana, grants: [{ ...ana.grants[0]!, permissions: ['case.read' as const] }] };
    await expect(readersOfCase(own.database, alone, caseId)).rejects.toMatchObject({ code: 'not-permitted' });
    await own.close();
  });
});
