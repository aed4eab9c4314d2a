import type { Agent as AgentShape, CreateAgent, UpdateAgent, UpdateMe } from '@guichet/contracts';
import { Agent, isoTime, TeamMember, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, conflict, newId } from '@guichet/platform';
import { assertHardToGuess, hashPassword, passwordMatches, notifyOfNewPassword } from './passwords.js';
import { reachOfAgents, seesWhatIsAssigned, teamIdsReached } from './permission-reach.js';
import {
  assertAdministratorLeft,
  assertMayActAs,
  assertMayAdd,
  firstRoleOf,
  lockRoles,
  setOnlyRole,
  setRoleByWord,
  type OnlyRole,
} from './give-and-take-roles.js';
import { wordBy, WORDS } from './grants-in-force.js';
import { allow, assertAnother, assertInPerson, reach, type Principal } from './principal.js';
import { endAllAccess } from './agent-sessions-and-tokens.js';
import { endDevices } from './known-devices.js';
import { conflictOnDuplicate } from './conflict-on-duplicate.js';

const AGENTS = `select a.id, a.email, a.name, a.job_title as "jobTitle", ${wordBy('w')} as role, a.active, ${isoTime('a.created_at')} as "createdAt",
  array(select team_id from team_member m where m.agent_id = a.id) as "teamIds",
  case when not coalesce(u.everywhere, false) then ${teamIdsReached('case.update', { by: 'u', agent: 'a' })} end as "caseTeamIds",
  ${seesWhatIsAssigned('a')} as "seesAssigned"
  from agent a left join ${WORDS} w on w.agent_id = a.id left join ${reachOfAgents('case.update')} u on u.agent_id = a.id`;

/** All agents, by name. */
export const agents = (reader: Reader): Promise<AgentShape[]> =>
  reader.query(`${AGENTS} where not a.is_service order by a.name collate "fr-x-icu", a.id`);

/**
 * The agents as somebody may see them: all of them, with their addresses. A token that is not for administration is for cases: it
 * gets the names of those who work in teams whose cases it reads, as who has a case is a name, and no address.
 */
export async function agentsKnownTo(reader: Reader, who: Principal): Promise<AgentShape[]> {
  const all = await agents(reader);
  if (!who.scopes || who.scopes.includes('admin')) return all;
  const extent = reach(who, 'case.read');
  const isMet = ({ id, teamIds, caseTeamIds }: AgentShape) =>
    extent === 'everywhere' ||
    id === who.id ||
    (extent !== 'nowhere' &&
      extent.teamIds.some((team) => teamIds.includes(team) || (caseTeamIds ?? [team]).includes(team)));
  return all.filter(isMet).map((agent) => ({ ...agent, email: '' }));
}

export async function agentById(tx: Tx, id: string): Promise<AgentShape> {
  const [agent] = await tx.query<AgentShape>(`${AGENTS} where a.id = $1 and not a.is_service`, [id]);
  if (!agent) throw new Failure('not-found');
  return agent;
}

/**
 * Creates an agent in some teams. `who` is null where there is no agent yet: for the first administrator. `given`: the role that
 * they get instead of what `firstRole` says or `role` stands for.
 *
 * @throws Failure `not-permitted`, also for a token that brings a password or a first role; `conflict` for an address that another
 *   agent has (`agent-address-taken`), or for more than whoever creates them may do (`beyond-own-rights`); `invalid-request` for a
 *   role, team or sector that there is not, or a password that is easy to guess.
 */
export async function createAgent(
  tx: Tx,
  who: Principal | null,
  wanted: CreateAgent & { given?: OnlyRole },
): Promise<AgentShape> {
  if (who) allow(who, 'agent.manage');
  // Whoever has a token would sign in as the agent whom they made, and go on when the token has ended.
  if (who && wanted.password !== undefined) assertInPerson(who);
  const email = wanted.email.toLowerCase();
  if (await tx.repo(Agent).existsBy({ email })) throw conflict('agent-address-taken', { address: email });
  if (wanted.password !== undefined) await assertHardToGuess(tx, wanted.password, { name: wanted.name, email });
  const id = newId();
  const passwordHash = wanted.password === undefined ? null : await hashPassword(wanted.password);
  const { name } = wanted;
  await tx
    .repo(Agent)
    .insert({ id, email, name, passwordHash, language: null, createdAt: tx.now })
    .catch(conflictOnDuplicate('agent-address-taken', { address: email }));
  const given = wanted.given ?? (who && wanted.firstRole && (await firstRoleOf(tx, who, wanted.firstRole)));
  if (given) await setOnlyRole(tx, who, { agentId: id, given });
  else await setRoleByWord(tx, who, { agentId: id, word: wanted.role });
  await setTeams(tx, who, { agentId: id, teamIds: wanted.teamIds });
  tx.publish('agent.changed', { agentId: id }, { everybody: 'Every agent sees the names and teams of the others.' });
  return agentById(tx, id);
}

/**
 * Changes an agent. A new password or a deactivation ends their sessions and API tokens; cases that they may no longer have go back to the queue.
 *
 * @throws Failure `not-permitted`, also for one’s own password and for a token that would let somebody in; `not-found`; `conflict`
 *   (`beyond-own-rights`, `last-administrator`); `invalid-request`.
 */
export async function updateAgent(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: Omit<UpdateAgent, 'substituteId'> },
): Promise<AgentShape> {
  allow(who, 'agent.manage');
  await lockRoles(tx);
  const before = await agentById(tx, id);
  const { password, teamIds, role, ...fields } = wanted;
  await assertMayChange(tx, who, { before, wanted });
  if (Object.keys(fields).length > 0) await tx.repo(Agent).update({ id }, fields);
  // Who is said to be what they are keeps the roles that they hold.
  if (role && role !== before.role) await setRoleByWord(tx, who, { agentId: id, word: role });
  const wasAdministrator = before.role === 'administrator' && before.active;
  if (wasAdministrator && (role || wanted.active === false)) await assertAdministratorLeft(tx);
  if (password) {
    await assertHardToGuess(tx, password, { name: fields.name ?? before.name, email: before.email });
    await tx.repo(Agent).update({ id }, { passwordHash: await hashPassword(password) });
    await notifyOfNewPassword(tx, id, who.language ?? 'fr');
  }
  if (teamIds) await setTeams(tx, who, { agentId: id, teamIds });
  // A directory that removed them finds them again, and can end them again.
  if (wanted.active) await tx.query(`update provisioned_agent set deleted_at = null where agent_id = $1`, [id]);
  if (password || wanted.active === false) await endAllAccess(tx, id);
  // They may have fewer cases now. There can be many, so a job gives them back.
  const deactivatedBy = wanted.active === false && before.active ? who.name : undefined;
  if (teamIds || role || wanted.active === false) await tx.job('unassign-lost', { agentId: id, deactivatedBy });
  tx.publish('agent.changed', { agentId: id }, { everybody: 'Every agent sees the names and teams of the others.' });
  return agentById(tx, id);
}

/** Whoever changes more of an agent than their name could act as them, or shut out somebody who may do more. */
async function assertMayChange(
  tx: Tx,
  who: Principal,
  { before, wanted: { password, role, active, teamIds } }: { before: AgentShape; wanted: UpdateAgent },
): Promise<void> {
  const isActivated = active === true && !before.active;
  if (password) assertAnother(who, before.id);
  if (password || isActivated) assertInPerson(who);
  const isDeactivated = active === false && before.active;
  const hasNewRole = role !== undefined && role !== before.role;
  if (password || isActivated || isDeactivated || hasNewRole) await assertMayActAs(tx, who, before.id);
  // What somebody may do in their own teams goes with the teams: nobody takes what they could not give.
  const removed = teamIds ? before.teamIds.filter((id) => !teamIds.includes(id)) : [];
  if (before.id !== who.id) await assertMayAdd(tx, who, { agentIds: [before.id], teamIds: removed });
}

/**
 * Changes what agents may change of themselves; a new password ends their other sessions and their API tokens, and no browser is
 * remembered any more but the one with the secret `device`, in which it was chosen.
 *
 * @throws Failure `invalid-request` where the present password is wrong, or the new one easy to guess.
 */
export async function updateMe(tx: Tx, who: Principal, wanted: UpdateMe & { device?: string | null }): Promise<void> {
  const { currentPassword, password, device = null, ...fields } = wanted;
  if (password) {
    const { passwordHash } = await tx.repo(Agent).findOneByOrFail({ id: who.id });
    if (!(await passwordMatches(passwordHash, currentPassword ?? ''))) {
      throw wrongField('currentPassword', 'password-wrong');
    }
    await assertHardToGuess(tx, password, who);
    await tx.repo(Agent).update({ id: who.id }, { passwordHash: await hashPassword(password) });
    await endAllAccess(tx, who.id, who.session?.id ?? null);
    await endDevices(tx, who.id, device);
    await notifyOfNewPassword(tx, who.id, 'fr');
  }
  if (Object.keys(fields).length > 0) await tx.repo(Agent).update({ id: who.id }, fields);
  // The order of one's own lists is nothing that others see.
  if (Object.keys(wanted).every((field) => field === 'caseSort' || field === 'device')) return;
  tx.publish(
    'agent.changed',
    { agentId: who.id },
    { everybody: 'Every agent sees the names and teams of the others.' },
  );
}

async function setTeams(
  tx: Tx,
  who: Principal | null,
  { agentId, teamIds }: { agentId: string; teamIds: string[] },
): Promise<void> {
  const before = await tx.repo(TeamMember).findBy({ agentId });
  const added = teamIds.filter((id) => !before.some(({ teamId }) => teamId === id));
  if (who) await assertMayAdd(tx, who, { agentIds: [agentId], teamIds: added });
  await tx.repo(TeamMember).delete({ agentId });
  if (teamIds.length === 0) return;
  const inserted = await tx.query(
    `insert into team_member (team_id, agent_id) select id, $2 from team where id = any($1::uuid[]) returning team_id`,
    [[...new Set(teamIds)], agentId],
  );
  if (inserted.length !== new Set(teamIds).size) {
    throw wrongField('teamIds', 'no-such-team');
  }
}
