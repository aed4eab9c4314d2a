import { Agent, AgentGroupMember, isoTime, ProvisionedAgent, RoleGrant, type Reader, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { updateAgent } from '../agents.js';
import { conflictOnDuplicate } from '../conflict-on-duplicate.js';
import { assertMayActAs, lockRoles } from '../give-and-take-roles.js';
import { allow, type Principal } from '../principal.js';

/** An agent as a directory keeps them. Those that it did not bring are known to it by their mail address. */
export interface DirectoryAgent {
  id: string;
  userName: string;
  externalId: string | null;
  name: string;
  givenName: string | null;
  familyName: string | null;
  email: string;
  active: boolean;
  groups: { id: string; name: string }[];
  createdAt: string;
}

/** What a directory says of an agent. */
export type WantedAgent = Omit<DirectoryAgent, 'id' | 'groups' | 'createdAt'>;

const AGENTS = `select a.id, coalesce(p.user_name, a.email) as "userName", p.external_id as "externalId", a.name,
    p.given_name as "givenName", p.family_name as "familyName", a.email, a.active, ${isoTime('a.created_at')} as "createdAt",
    coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name_key)
      from agent_group_member m join agent_group g on g.id = m.group_id where m.agent_id = a.id), '[]') as groups
  from agent a left join provisioned_agent p on p.agent_id = a.id where not a.is_service and p.deleted_at is null`;

/** What is looked for: all, or by one of the ways in which directories look for one. */
export interface AgentQuery {
  id?: string;
  userName?: string;
  externalId?: string;
}

/** The agents that a directory may see: all but those that it has removed. In the order in which they were created. */
export async function directoryAgents(
  reader: Reader,
  who: Principal,
  { id, userName, externalId }: AgentQuery = {},
): Promise<DirectoryAgent[]> {
  allow(who, 'agent.manage');
  return reader.query(
    `${AGENTS} and ($1::uuid is null or a.id = $1) and ($2::text is null or coalesce(p.user_key, a.email) = $2)
       and ($3::text is null or p.external_id = $3) order by a.created_at, a.id`,
    [id ?? null, userName?.toLowerCase() ?? null, externalId ?? null],
  );
}

export async function directoryAgent(reader: Reader, who: Principal, id: string): Promise<DirectoryAgent> {
  const [agent] = await directoryAgents(reader, who, { id });
  if (!agent) throw new Failure('not-found');
  return agent;
}

/**
 * Creates the agent of a directory, without a password, roles and teams: those come by groups or by administrators. One that it
 * has removed before comes back as the same agent.
 *
 * @throws Failure `not-permitted`; `conflict` (`agent-address-taken` for the name of an account, too; `beyond-own-rights`).
 */
export async function provisionAgent(tx: Tx, who: Principal, wanted: WantedAgent): Promise<DirectoryAgent> {
  allow(who, 'agent.manage');
  await lockRoles(tx);
  const found = await tx.query<{ id: string; removed: boolean }>(
    `select a.id, p.deleted_at is not null as removed from agent a left join provisioned_agent p on p.agent_id = a.id
     where a.email = $1 or p.user_key = $2`,
    [wanted.email.toLowerCase(), wanted.userName.toLowerCase()],
  );
  const [known] = found;
  if (known?.removed && found.length === 1) {
    await tx.repo(ProvisionedAgent).update({ agentId: known.id }, { deletedAt: null });
    return updateDirectoryAgent(tx, who, { id: known.id, wanted });
  }
  if (known) throw conflict('agent-address-taken', { address: wanted.email });
  const id = newId();
  const { name, active } = wanted;
  const email = wanted.email.toLowerCase();
  await tx
    .repo(Agent)
    .insert({ id, email, name, active, passwordHash: null, language: null, createdAt: tx.now })
    .catch(conflictOnDuplicate('agent-address-taken', { address: email }));
  await saveRow(tx, id, wanted);
  publishChange(tx, id);
  return directoryAgent(tx, who, id);
}

/**
 * Changes an agent as a directory says. A deactivated one is signed out everywhere, their tokens end and their cases go to their
 * substitute or back to the queue.
 *
 * @throws Failure `not-permitted`; `not-found`; `conflict` (`agent-address-taken`, `beyond-own-rights`, `last-administrator`).
 */
export async function updateDirectoryAgent(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: WantedAgent },
): Promise<DirectoryAgent> {
  allow(who, 'agent.manage');
  await lockRoles(tx);
  const before = await directoryAgent(tx, who, id);
  const email = wanted.email.toLowerCase();
  if (email !== before.email) await changeAddress(tx, who, { id, email });
  await saveRow(tx, id, wanted);
  const changes = {
    ...(wanted.name !== before.name && { name: wanted.name }),
    ...(wanted.active !== before.active && { active: wanted.active }),
  };
  if (Object.keys(changes).length > 0) await updateAgent(tx, who, { id, wanted: changes });
  else if (email !== before.email) publishChange(tx, id);
  return directoryAgent(tx, who, id);
}

/**
 * Removes an agent from a directory: they are deactivated, and leave their groups, teams and roles, so that somebody who comes
 * back begins with nothing. What they did keeps their name.
 *
 * @throws Failure `not-permitted`; `not-found`; `conflict` (`beyond-own-rights`, `last-administrator`).
 */
export async function removeDirectoryAgent(tx: Tx, who: Principal, id: string): Promise<void> {
  const agent = await directoryAgent(tx, who, id);
  await updateDirectoryAgent(tx, who, { id, wanted: { ...agent, active: false } });
  // One that was inactive before may hold roles as well.
  await assertMayActAs(tx, who, id);
  const grants = await tx.repo(RoleGrant).findBy({ agentId: id });
  await tx.repo(RoleGrant).delete({ agentId: id });
  for (const { id: grantId, roleId } of grants)
    tx.publish(
      'role.taken',
      { agentId: id, roleId, grantId },
      { allTeams: 'Who holds which role concerns those who see every team.' },
    );
  await endWaysIn(tx, id);
  await tx.query(`delete from team_member where agent_id = $1`, [id]);
  await tx.repo(AgentGroupMember).delete({ agentId: id });
  await tx.repo(ProvisionedAgent).update({ agentId: id }, { deletedAt: tx.now });
}

/** Whoever comes back under this address may be somebody else: nothing by which the former one signed in is good any more. */
async function endWaysIn(tx: Tx, agentId: string): Promise<void> {
  const nothing = { passwordHash: null, secondFactorRequiredSince: null, secondFactorRequiredUntil: null };
  await tx.repo(Agent).update({ id: agentId }, nothing);
  for (const table of ['passkey', 'second_factor', 'recovery_code', 'password_link'])
    await tx.query(`delete from ${table} where agent_id = $1`, [agentId]);
  await tx.query(`update sign_in_link set approved_at = null, ended_at = coalesce(ended_at, $2) where agent_id = $1`, [
    agentId,
    tx.now,
  ]);
}

/** A link for a password goes to the address that it was asked for: another one makes it void. */
async function changeAddress(tx: Tx, who: Principal, { id, email }: { id: string; email: string }): Promise<void> {
  await assertMayActAs(tx, who, id);
  // A password is chosen anew by whoever reads the address: a directory, which gives no passwords, does not move one.
  const chosen = await tx.query(`select 1 from agent where id = $1 and password_hash is not null`, [id]);
  if (chosen.length > 0) throw conflict('beyond-own-rights');
  await tx
    .repo(Agent)
    .update({ id }, { email })
    .catch(conflictOnDuplicate('agent-address-taken', { address: email }));
  await tx.query(`delete from password_link where agent_id = $1`, [id]);
}

const saveRow = (tx: Tx, agentId: string, wanted: WantedAgent): Promise<unknown> => {
  const { userName, externalId, givenName, familyName } = wanted;
  return tx
    .repo(ProvisionedAgent)
    .upsert({ agentId, userName, userKey: userName.toLowerCase(), externalId, givenName, familyName }, ['agentId'])
    .catch(conflictOnDuplicate('agent-address-taken', { address: userName }));
};

const publishChange = (tx: Tx, agentId: string): void =>
  tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });
