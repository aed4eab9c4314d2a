import type { GrantReach, Permission, Role } from '@guichet/contracts';
import { roleOfWord, shippedRole } from '@guichet/contracts';
import { isBroken } from '@guichet/database';

/** A role that a principal holds now. */
export interface Grant {
  id: string;
  roleId: string;
  permissions: readonly Permission[];
  reach: GrantReach;
  /** Where `reach` is `teams`, these; where it is `sectors`, all that are in them now. */
  teamIds: readonly string[];
  /** Where `reach` is `sectors`. */
  sectorIds: readonly string[];
  /** When it ends, as ISO 8601; null: at no set time. */
  validUntil: string | null;
  /** Since when its role requires a second factor of this agent; null or absent: it does not. */
  secondFactorSince?: string | null;
}

/** SQL condition: the grant `alias` holds at this moment. */
export const isInForce = (alias: string): string =>
  `(${alias}.valid_from is null or ${alias}.valid_from <= now()) and (${alias}.valid_until is null or ${alias}.valid_until > now())`;

/** SQL: the agent `a` manages agents, everywhere and without an end, as somebody always must. */
export const MANAGES_FOR_GOOD = `exists (select 1 from role_grant g join role r on r.id = g.role_id and 'agent.manage' = any(r.permissions)
  where g.agent_id = a.id and g.reach = 'all-teams' and ${isInForce('g')} and g.valid_until is null)`;

/** SQL array: the ids of the teams for which the grant `alias` was given, given ones and those that are in its sectors now. */
export const teamIdsOfGrant = (alias: string): string =>
  `(case ${alias}.reach when 'sectors' then array(select in_sector.id from team in_sector where in_sector.sector_id = any(${alias}.sector_ids))
     else ${alias}.team_ids end)`;

/**
 * SQL: since when the role `role` of the grant `grant` requires a second factor of its agent: since it was given, or since the role
 * requires it, whichever is later. Where a second factor was required of the agent before it was given, that counts as given.
 * Null: the role does not require it.
 */
export const requiredSince = (grant: string, role: string): string =>
  `(case when ${role}.second_factor_since is not null then greatest(${role}.second_factor_since,
     least(${grant}.second_factor_since, greatest(${grant}.created_at, ${grant}.valid_from))) end)`;

/** SQL: the grants of an agent that are in force, as JSON with the fields of `Grant`. Index `role_grant_agent`. */
export const grantsOf = (agentId: string): string =>
  `coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'roleId', r.id, 'permissions', r.permissions, 'reach', g.reach,
     'teamIds', ${teamIdsOfGrant('g')}, 'sectorIds', g.sector_ids, 'validUntil', g.valid_until,
     'secondFactorSince', ${requiredSince('g', 'r')}) order by g.created_at, g.id)
   from role_grant g join role r on r.id = g.role_id where g.agent_id = ${agentId} and ${isInForce('g')}), '[]')`;

/** SQL: in how many milliseconds a grant of the agent begins or ends next, or a broken glass ends; null: in none that is known. */
export const nextChangeOf = (agentId: string): string =>
  `(select extract(epoch from min(at) - now())::float8 * 1000 from (
     select unnest(array[g.valid_from, g.valid_until]) as at from role_grant g where g.agent_id = ${agentId}
     union all select b.until from break_glass b where b.agent_id = ${agentId} and ${isBroken('b')}) change where at > now())`;

/** What an agent with these grants is in one word. */
export function wordFor(grants: readonly Grant[]): Role {
  const has = (permission: Permission) => grants.filter(({ permissions }) => permissions.includes(permission));
  if (has('agent.manage').some(({ reach }) => reach === 'all-teams')) return 'administrator';
  return has('message.cancel-others').length > 0 ? 'supervisor' : 'agent';
}

/** The grant that stands for the word, as a principal has it. */
export function grantOfWord(word: Role): Grant {
  const { key, reach } = roleOfWord[word];
  const { id, permissions } = shippedRole(key);
  return { id, roleId: id, permissions, reach, teamIds: [], sectorIds: [], validUntil: null };
}

/** SQL relation `(agent_id, manages, supervises)`: of whom `wordFor` is not `agent`, in one reading of a small table. */
export const WORDS = `(select g.agent_id, bool_or(g.reach = 'all-teams' and 'agent.manage' = any(r.permissions)) as manages,
   bool_or('message.cancel-others' = any(r.permissions)) as supervises
 from role_grant g join role r on r.id = g.role_id where ${isInForce('g')} group by g.agent_id)`;

/** SQL: the word for an agent, by the left joined relation `WORDS`. */
export const wordBy = (alias: string): string =>
  `case when ${alias}.manages then 'administrator' when ${alias}.supervises then 'supervisor' else 'agent' end`;
