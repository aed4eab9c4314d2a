import type { Permission } from '@guichet/contracts';
import { RoleGrant, type AgentGroup, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { assertMayAdd, assertMayGive } from '../give-and-take-roles.js';
import type { Principal } from '../principal.js';
import { keepRequired, requiredBefore } from '../second-factor/second-factor-requirement-history.js';

/** A group, and some of its members or of those who were. */
interface Affected {
  group: AgentGroup;
  agentIds: readonly string[];
}

/** Since when agents hold a role by a group, by `holding`. */
type HeldSince = ReadonlyMap<string, Date>;

const holding = ({ agentId, roleId }: { agentId: string; roleId: string }): string => `${agentId} ${roleId}`;

/** Since when the members of a group hold its roles: the time for a second factor must not begin anew with what is given again. */
export async function rolesHeldSince(tx: Tx, groupId: string): Promise<HeldSince> {
  const grants = await tx.repo(RoleGrant).findBy({ groupId });
  return new Map(grants.map((grant) => [holding(grant), grant.createdAt]));
}

/**
 * Gives agents what a group gives its members. `heldSince`: what they have had by it before.
 *
 * @throws Failure `conflict` (`beyond-own-rights`).
 */
export async function giveByGroup(
  tx: Tx,
  who: Principal,
  { group, agentIds, heldSince = new Map() }: Affected & { heldSince?: HeldSince },
): Promise<void> {
  if (agentIds.length === 0) return;
  await assertMayGiveRoles(tx, who, group);
  await giveRoles(tx, who, { group, agentIds, heldSince });
  await assertMayAdd(tx, who, { agentIds, teamIds: group.teamIds });
  await tx.query(
    `insert into team_member (team_id, agent_id) select t.id, a from team t, unnest($2::uuid[]) a
     where t.id = any($1::uuid[]) on conflict do nothing`,
    [group.teamIds, agentIds],
  );
  publishChanges(tx, agentIds);
}

/** One statement, however many they are: meanwhile nobody else may give or take a role. */
async function giveRoles(
  tx: Tx,
  who: Principal,
  { group, agentIds, heldSince }: Affected & { heldSince: HeldSince },
): Promise<void> {
  const given = agentIds.flatMap((agentId) => group.roleIds.map((roleId) => ({ agentId, roleId, grantId: newId() })));
  await tx.query(
    `insert into role_grant (id, agent_id, role_id, reach, team_ids, sector_ids, group_id, given_by, created_at, second_factor_since)
     select g.id, g.agent_id, g.role_id, $4, $5::uuid[], $6::uuid[], $7::uuid, $8::uuid, g.created_at, ${requiredBefore('a')}
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $9::timestamptz[]) g(id, agent_id, role_id, created_at) join agent a on a.id = g.agent_id`,
    [
      given.map(({ grantId }) => grantId),
      given.map(({ agentId }) => agentId),
      given.map(({ roleId }) => roleId),
      ...[group.reach, group.reachTeamIds, group.reachSectorIds, group.id, who.id],
      given.map((one) => heldSince.get(holding(one)) ?? tx.now),
    ],
  );
  for (const grant of given) tx.publish('role.given', grant, ADMINISTRATION);
}

/**
 * Takes from agents what a group gave them, but for the teams that another group of theirs gives as well. The teams of a group
 * are those of its members alone as far as the directory goes: whoever leaves it leaves them, however they came in.
 *
 * @returns what its roles permit, of which an administrator may have been the last who had it.
 * @throws Failure `conflict` (`beyond-own-rights`).
 */
export async function takeByGroup(tx: Tx, who: Principal, { group, agentIds }: Affected): Promise<Permission[]> {
  if (agentIds.length === 0) return [];
  const permissions = await assertMayGiveRoles(tx, who, group);
  await keepRequired(tx, agentIds);
  const grants = await tx.query<{ grantId: string; agentId: string; roleId: string }>(
    `delete from role_grant where group_id = $1 and agent_id = any($2::uuid[])
     returning id as "grantId", agent_id as "agentId", role_id as "roleId"`,
    [group.id, agentIds],
  );
  for (const grant of grants) tx.publish('role.taken', grant, ADMINISTRATION);
  await tx.query(
    `delete from team_member m where m.team_id = any($1::uuid[]) and m.agent_id = any($2::uuid[]) and not exists (
       select 1 from agent_group_member gm join agent_group g on g.id = gm.group_id
       where gm.agent_id = m.agent_id and g.id <> $3 and m.team_id = any(g.team_ids))`,
    [group.teamIds, agentIds, group.id],
  );
  await tx.jobs(
    'unassign-lost',
    agentIds.map((agentId) => ({ payload: { agentId } })),
  );
  publishChanges(tx, agentIds);
  return permissions;
}

/** Refuses a group that gives more than `who` may. Returns all that its roles permit. */
export async function assertMayGiveRoles(tx: Tx, who: Principal, group: AgentGroup): Promise<Permission[]> {
  const roles = await tx.query<{ permissions: Permission[] }>(
    `select permissions from role where id = any($1::uuid[])`,
    [group.roleIds],
  );
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))];
  const { reach, reachTeamIds: teamIds, reachSectorIds: sectorIds } = group;
  assertMayGive(who, permissions, { reach, teamIds, sectorIds, validUntil: null });
  return permissions;
}

export const ADMINISTRATION = { allTeams: 'Who holds which role concerns those who see every team.' };

function publishChanges(tx: Tx, agentIds: readonly string[]): void {
  for (const agentId of agentIds)
    tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });
}
