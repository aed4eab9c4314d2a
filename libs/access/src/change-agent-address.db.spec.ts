import { newId } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import { createAgent } from './agents.js';
import { changeAddress } from './change-agent-address.js';
import { principalOf, principalOfSession } from './find-principal.js';
import { giveRole } from './give-and-take-roles.js';
import { createPasswordLink } from './password-links.js';
import type { Principal } from './principal.js';
import { createRole } from './roles.js';
import { openSession, signIn } from './sessions.js';

let town: TestTown;
let root: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  const { id } = await town.agent('Root', [], 'administrator');
  root = (await principalOf(town.database, id))!;
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const change = (agentId: string, email: string, who = root) =>
  as(who, (tx) => changeAddress(tx, who, { agentId, email }));
const refused = (reason: string): unknown =>
  expect.objectContaining({ code: 'conflict', more: expect.objectContaining({ reason }) });
const nowhere = { userAgent: null, address: null };
const signInBy = (email: string) => signIn(town.database, { email, password: 'correct horse battery', ...nowhere });
const provider = async (domains: string[], passwordsAllowed: boolean) => {
  const id = newId();
  await town.database.execute(
    `insert into sign_in_provider (id, name, profile, issuer, client_id, domains, sirets, creates_agents, passwords_allowed, active, created_at)
     values ($1, 'P', 'generic', 'https://p.test', 'c', $2, '{}', false, $3, true, now())`,
    [id, domains, passwordsAllowed],
  );
  return id;
};

// ASVS: 7.5.1.
describe('the address of an agent', () => {
  it('is changed by an administrator: both are sent a mail, and whoever is signed in stays so', async () => {
    const ana = await town.agent('Ana');
    const secret = await as(ana, (tx) => openSession(tx, ana.id, nowhere));
    const providerId = await provider([], true);
    await town.database.execute(
      `insert into sign_in_link (id, agent_id, provider_id, issuer, subject, idp_id, address, approved_at, created_at)
       values ($1, $2, $3, 'https://p.test', 'ana of p', '', $4, now(), now())`,
      [newId(), ana.id, providerId, ana.email],
    );
    const { agent, isInvited } = await change(ana.id, 'Ana.Martin@Town.test');
    expect([agent.email, isInvited]).toEqual(['ana.martin@town.test', false]);
    expect(await principalOfSession(town.database, secret)).toMatchObject({ email: 'ana.martin@town.test' });
    await expect(signInBy(ana.email)).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect((await signInBy('ana.martin@town.test')).agentId).toBe(ana.id);
    // The account at the provider is known by its subject.
    const links = await town.database.query(`select agent_id as id from sign_in_link where subject = 'ana of p'`);
    expect(links).toEqual([{ id: ana.id }]);
    const mails = await town.database.query<{ payload: unknown }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'mail-address-changed' order by j.id`,
    );
    expect(mails.map(({ payload }) => payload)).toMatchObject([
      { agentId: ana.id, to: ana.email, isNew: false },
      { agentId: ana.id, to: 'ana.martin@town.test', isNew: true },
    ]);
    // It is kept who did it and what it was; nobody else hears the addresses.
    expect(
      await town.database.query(
        `select audience, agent_id as heard, actor_id as actor, data from event where type = 'agent.address-changed'`,
      ),
    ).toEqual([
      {
        ...{ audience: 'agent', heard: ana.id, actor: root.id },
        data: { agentId: ana.id, from: ana.email, to: 'ana.martin@town.test' },
      },
    ]);
    // The same again changes nothing.
    await change(ana.id, 'ANA.martin@town.test');
    expect(await town.database.query(`select 1 from event where type = 'agent.address-changed'`)).toHaveLength(1);
  });

  it('ends links for a password, which went to the one before, and says that an invitation is to be sent anew', async () => {
    const ana = await town.agent('Ana');
    await as(root, (tx) => createPasswordLink(tx, root, { agentId: ana.id, by: 'link' }));
    expect((await change(ana.id, 'other@town.test')).isInvited).toBe(false);
    expect(await town.database.query(`select 1 from password_link where agent_id = $1`, [ana.id])).toEqual([]);
    const wanted = { email: 'mistyped@town.test', name: 'Bob', role: 'agent' as const, teamIds: [] };
    const bob = await as(root, (tx) => createAgent(tx, root, wanted));
    await as(root, (tx) => createPasswordLink(tx, root, { agentId: bob.id, by: 'link' }));
    expect((await change(bob.id, 'bob@town.test')).isInvited).toBe(true);
    await as(root, (tx) => createPasswordLink(tx, root, { agentId: bob.id, by: 'link' }));
    await town.database.execute(`update agent set active = false where id = $1`, [bob.id]);
    expect((await change(bob.id, 'bobby@town.test')).isInvited).toBe(false);
  });

  it('is refused where another agent has it, where a directory says it, and to whoever could act as somebody fuller by it', async () => {
    const [ana, bob] = [await town.agent('Ana'), await town.agent('Bob')];
    await expect(change(ana.id, bob.email.toUpperCase())).rejects.toEqual(refused('agent-address-taken'));
    await town.database.execute(
      `insert into provisioned_agent (agent_id, user_name, user_key) values ($1, 'bob', 'bob')`,
      [bob.id],
    );
    await expect(change(bob.id, 'bob2@town.test')).rejects.toEqual(refused('address-by-directory'));
    const unknown = '01900000-0000-7000-8000-000000000000';
    await expect(change(unknown, 'x@town.test')).rejects.toMatchObject({ code: 'not-found' });
    await expect(change(ana.id, 'x@town.test', ana)).rejects.toMatchObject({ code: 'not-permitted' });
    const robot: Principal = { ...root, scopes: ['admin', 'cases:write'] };
    await expect(change(ana.id, 'x@town.test', robot)).rejects.toMatchObject({ code: 'not-permitted' });
    const { id: roleId } = await as(root, (tx) =>
      createRole(tx, root, { name: 'Deputy', description: '', permissions: ['agent.read', 'agent.manage'] }),
    );
    const given = { roleId, teamIds: [], sectorIds: [], validFrom: null, validUntil: null };
    await as(root, (tx) => giveRole(tx, root, { agentId: ana.id, wanted: { ...given, reach: 'all-teams' } }));
    const deputy = (await principalOf(town.database, ana.id))!;
    await expect(change(root.id, 'x@town.test', deputy)).rejects.toEqual(refused('beyond-own-rights'));
    expect((await change(deputy.id, 'deputy@town.test', deputy)).agent.email).toBe('deputy@town.test');
  });

  it('is not moved into a domain whose agents sign in by a provider alone, where nobody would be left', async () => {
    await provider(['state.test'], false);
    await expect(change(root.id, 'root@state.test')).rejects.toEqual(refused('last-administrator'));
    await town.agent('Second', [], 'administrator');
    expect((await change(root.id, 'root@state.test')).agent.email).toBe('root@state.test');
  });
});
