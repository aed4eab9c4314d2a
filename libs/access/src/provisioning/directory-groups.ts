import type { AgentGroup as AgentGroupShape, GroupMapping, Permission } from '@guichet/contracts';
import { AgentGroup, AgentGroupMember, isoTime, type Reader, type Tx } from '@guichet/database';
import { conflict, Failure, wrongField, newId } from '@guichet/platform';
import { conflictOnDuplicate } from '../conflict-on-duplicate.js';
import { assertAdministratorLeft, assertMayGive, lockRoles } from '../give-and-take-roles.js';
import { allow, assertInPerson, type Principal } from '../principal.js';
import {
  ADMINISTRATION,
  assertMayGiveRoles,
  giveByGroup,
  rolesHeldSince,
  takeByGroup,
} from './give-and-take-group-roles.js';

/** A group as a directory keeps it. */
export interface DirectoryGroup {
  id: string;
  name: string;
  externalId: string | null;
  members: { id: string; name: string }[];
  createdAt: string;
}

/** What a directory says of a group. */
export interface WantedGroup {
  name: string;
  externalId: string | null;
  memberIds: readonly string[];
}

export interface GroupQuery {
  id?: string;
  name?: string;
  externalId?: string;
}

/** The groups of the directory, in the order in which they were created. */
export async function directoryGroups(
  reader: Reader,
  who: Principal,
  { id, name, externalId }: GroupQuery = {},
): Promise<DirectoryGroup[]> {
  allow(who, 'agent.manage');
  return reader.query(
    `select g.id, g.name, g.external_id as "externalId", ${isoTime('g.created_at')} as "createdAt",
       coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.id)
         from agent_group_member m join agent a on a.id = m.agent_id where m.group_id = g.id), '[]') as members
     from agent_group g where ($1::uuid is null or g.id = $1) and ($2::text is null or g.name_key = $2)
       and ($3::text is null or g.external_id = $3) order by g.created_at, g.id`,
    [id ?? null, name?.toLowerCase() ?? null, externalId ?? null],
  );
}

export async function directoryGroup(reader: Reader, who: Principal, id: string): Promise<DirectoryGroup> {
  const [group] = await directoryGroups(reader, who, { id });
  if (!group) throw new Failure('not-found');
  return group;
}

/**
 * Creates a group, which gives nothing until an administrator has decided what.
 *
 * @throws Failure `not-permitted`; `conflict` (`group-name-taken`); `invalid-request` for a member that there is not.
 */
export async function createDirectoryGroup(tx: Tx, who: Principal, wanted: WantedGroup): Promise<DirectoryGroup> {
  allow(who, 'agent.manage');
  await lockRoles(tx);
  const { name, externalId } = wanted;
  const id = newId();
  await assertNameFree(tx, name, id);
  await tx
    .repo(AgentGroup)
    .insert({ id, name, nameKey: name.toLowerCase(), externalId, createdAt: tx.now })
    .catch(conflictOnDuplicate('group-name-taken', { name }));
  return updateDirectoryGroup(tx, who, { id, wanted });
}

/**
 * Changes a group, and what those get and lose who came in and left.
 *
 * @throws Failure `not-permitted`; `not-found`; `conflict` (`group-name-taken`, `beyond-own-rights`, `last-administrator`);
 *   `invalid-request` for a member that there is not.
 */
export async function updateDirectoryGroup(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: WantedGroup },
): Promise<DirectoryGroup> {
  const group = await lockGroup(tx, who, id);
  const { name, externalId, memberIds } = wanted;
  if (name !== group.name || externalId !== group.externalId) {
    await assertNameFree(tx, name, id);
    await tx.repo(AgentGroup).update({ id }, { name, nameKey: name.toLowerCase(), externalId });
  }
  const [before, now] = [new Set(await memberIdsOf(tx, id)), new Set(memberIds)];
  const [added, left] = [[...now.difference(before)], [...before.difference(now)]];
  await assertMembers(tx, added);
  await tx.query(`delete from agent_group_member where group_id = $1 and agent_id = any($2::uuid[])`, [id, left]);
  await tx.query(`insert into agent_group_member (group_id, agent_id) select $1::uuid, unnest($2::uuid[])`, [
    id,
    added,
  ]);
  const taken = await takeByGroup(tx, who, { group, agentIds: left });
  await giveByGroup(tx, who, { group, agentIds: added });
  if (taken.includes('agent.manage')) await assertAdministratorLeft(tx);
  return directoryGroup(tx, who, id);
}

/** Removes a group, and takes from its members what they had by it. Throws as `updateDirectoryGroup`. */
export async function deleteDirectoryGroup(tx: Tx, who: Principal, id: string): Promise<void> {
  const group = await lockGroup(tx, who, id);
  const agentIds = await memberIdsOf(tx, id);
  const taken = await takeByGroup(tx, who, { group, agentIds });
  await tx.repo(AgentGroup).delete({ id });
  if (taken.includes('agent.manage')) await assertAdministratorLeft(tx);
}

/** The groups with what each gives, by name, for administrators. */
export async function agentGroups(reader: Reader, who: Principal): Promise<AgentGroupShape[]> {
  allow(who, 'agent.manage');
  return reader.query(
    `select g.id, g.name, g.team_ids as "teamIds", g.role_ids as "roleIds", g.reach, g.reach_team_ids as "reachTeamIds",
       g.reach_sector_ids as "reachSectorIds",
       (select count(*)::int from agent_group_member m where m.group_id = g.id) as members
     from agent_group g order by g.name collate "fr-x-icu", g.id`,
  );
}

/**
 * Decides what the members of a group get, for those who are in it as well.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `invalid-request` for a role or team that there is not;
 *   `conflict` (`beyond-own-rights`, `last-administrator`).
 */
export async function mapGroup(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: GroupMapping },
): Promise<AgentGroupShape> {
  assertInPerson(who);
  const group = await lockGroup(tx, who, id);
  const mapping = await existing(tx, wanted);
  // Also of an empty group: whom the directory adds later, it adds by the rights of its service account.
  for (const one of [group, { ...group, ...mapping }]) {
    await assertMayGiveRoles(tx, who, one);
    await assertMayOpenTeams(tx, who, one.teamIds);
  }
  if (!isSameMapping(group, mapping)) await giveAnew(tx, who, { group, mapping });
  return (await agentGroups(tx, who)).find((one) => one.id === id)!;
}

/** Takes what a group gave its members, and gives them what it gives now. A role that they keep counts from when they got it. */
async function giveAnew(
  tx: Tx,
  who: Principal,
  { group, mapping }: { group: AgentGroup; mapping: GroupMapping },
): Promise<void> {
  const agentIds = await memberIdsOf(tx, group.id);
  await tx.repo(AgentGroup).update({ id: group.id }, mapping);
  tx.publish('group.mapped', { groupId: group.id, ...mapping }, ADMINISTRATION);
  const heldSince = await rolesHeldSince(tx, group.id);
  const taken = await takeByGroup(tx, who, { group, agentIds });
  await giveByGroup(tx, who, { group: { ...group, ...mapping }, agentIds, heldSince });
  if (taken.includes('agent.manage')) await assertAdministratorLeft(tx);
}

const isSameMapping = (one: GroupMapping, other: GroupMapping): boolean =>
  one.reach === other.reach &&
  (['teamIds', 'roleIds', 'reachTeamIds', 'reachSectorIds'] as const).every(
    (key) => new Set(one[key]).symmetricDifference(new Set(other[key])).size === 0,
  );

/** Refuses teams in which a member could get rights that `who` has not there: by any role that somebody holds for their own teams. */
async function assertMayOpenTeams(tx: Tx, who: Principal, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  const [held] = await tx.query<{ permissions: Permission[] | null }>(
    `select array_agg(distinct p) as permissions from role r, unnest(r.permissions) p
     where exists (select 1 from role_grant g where g.role_id = r.id and g.reach = 'own-teams')`,
  );
  assertMayGive(who, held?.permissions ?? [], { reach: 'teams', teamIds: [...teamIds], validUntil: null });
}

/** The mapping without doubles. Throws `invalid-request` for a role, team or sector that there is not, or is not any more. */
async function existing(tx: Tx, { reach, ...wanted }: GroupMapping): Promise<GroupMapping> {
  const [roleIds, teamIds] = [[...new Set(wanted.roleIds)], [...new Set(wanted.teamIds)]];
  const reachTeamIds = reach === 'teams' ? [...new Set(wanted.reachTeamIds)] : [];
  const reachSectorIds = reach === 'sectors' ? [...new Set(wanted.reachSectorIds)] : [];
  const areThere = async (table: 'role' | 'team' | 'sector', ids: string[]) =>
    (
      await tx.query(
        `select 1 from ${table} where id = any($1::uuid[])${table === 'sector' ? ' and archived_at is null' : ''}`,
        [ids],
      )
    ).length === ids.length;
  if (!(await areThere('role', roleIds))) throw wrongField('roleIds', 'no-such-role');
  if (!(await areThere('team', teamIds))) throw wrongField('teamIds', 'no-such-team');
  const lacksTeams = reach === 'teams' && roleIds.length > 0 && reachTeamIds.length === 0;
  if (lacksTeams || !(await areThere('team', reachTeamIds))) throw wrongField('reachTeamIds', 'no-such-team');
  const lacksSectors = reach === 'sectors' && roleIds.length > 0 && reachSectorIds.length === 0;
  if (lacksSectors || !(await areThere('sector', reachSectorIds))) throw wrongField('reachSectorIds', 'no-such-sector');
  return { roleIds, teamIds, reach, reachTeamIds, reachSectorIds };
}

async function lockGroup(tx: Tx, who: Principal, id: string): Promise<AgentGroup> {
  allow(who, 'agent.manage');
  await lockRoles(tx);
  const group = await tx.repo(AgentGroup).findOneBy({ id });
  if (!group) throw new Failure('not-found');
  return group;
}

const memberIdsOf = async (tx: Tx, groupId: string): Promise<string[]> =>
  (await tx.repo(AgentGroupMember).findBy({ groupId })).map(({ agentId }) => agentId);

async function assertMembers(tx: Tx, agentIds: readonly string[]): Promise<void> {
  const found = await tx.query(
    `select 1 from agent a left join provisioned_agent p on p.agent_id = a.id
     where a.id = any($1::uuid[]) and not a.is_service and p.deleted_at is null`,
    [agentIds],
  );
  if (found.length !== agentIds.length) throw wrongField('members', 'no-such-agent');
}

async function assertNameFree(tx: Tx, name: string, id: string): Promise<void> {
  const taken = await tx.query(`select 1 from agent_group where name_key = lower($1) and id <> $2`, [name, id]);
  if (taken.length > 0) throw conflict('group-name-taken', { name });
}
