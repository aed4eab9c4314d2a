import type { Permission } from '@guichet/contracts';
import { isInForce, teamIdsOfGrant } from './grants-in-force.js';

/** The teams in whose cases an agent has a permission; `everywhere`: in those of every team. */
export interface TeamsReached {
  everywhere: boolean;
  reachTeamIds: string[];
}

/** Whether the permission reaches the cases of this team. */
export const isReached = ({ everywhere, reachTeamIds }: TeamsReached, teamId: string): boolean =>
  everywhere || reachTeamIds.includes(teamId);

/**
 * Returns SQL that tells whether an agent, given as an alias of table `agent`, is active and has a permission in the cases of a
 * team, given as an expression: for agents other than the one who asks, who has a `scope`. Indexes `role_grant_agent`,
 * `team_member_agent`.
 */
export const reachesTeam = (permission: Permission, { agent, team }: { agent: string; team: string }): string =>
  `(${agent}.active and ${holdsInTeam(permission, { agent, team })})`;

/**
 * SQL condition: an agent, given as an alias of table `agent`, is active and has a permission of what all teams share. Any role that
 * gives it will do, however far that reaches. Index `role_grant_agent`.
 */
export const holdsShared = (permission: Permission, agent: string): string =>
  `(${agent}.active and exists (select 1 from role_grant g join role r on r.id = g.role_id and '${permission}' = any(r.permissions)
     where g.agent_id = ${agent}.id and ${isInForce('g')}))`;

/**
 * As `reachesTeam`, for whoever holds a role, whether or not they act here now. `assignee`: who has the case that this is about,
 * which is theirs then by a role for what is assigned to them.
 */
export const holdsInTeam = (
  permission: Permission,
  { agent, team, assignee }: { agent: string; team: string; assignee?: string },
): string =>
  `exists (select 1 from role_grant g join role r on r.id = g.role_id and '${permission}' = any(r.permissions)
     where g.agent_id = ${agent}.id and ${isInForce('g')} and (g.reach = 'all-teams' or ${team} = any(${teamIdsOfGrant('g')}) or (g.reach = 'own-teams'
       and exists (select 1 from team_member m where m.agent_id = ${agent}.id and m.team_id = ${team}))${
         assignee ? ` or (g.reach = 'assigned-cases' and ${assignee} = ${agent}.id)` : ''
       }))`;

/** As `reachesTeam`, in one case: the row `item` of table `cases`. */
export const reachesCase = (permission: Permission, { agent, item }: { agent: string; item: string }): string =>
  `(${agent}.active and ${holdsInTeam(permission, { agent, team: `${item}.team_id`, assignee: `${item}.assignee_id` })})`;

/**
 * Returns SQL that tells whether an agent may be assigned cases of a team without seeing more by it: by whatever assigns by itself,
 * as a rule, a queue or an absence does.
 */
export const worksInTeam = (agent: string, team: string): string => reachesTeam('case.update', { agent, team });

/** Returns SQL that tells whether an agent sees a case of any team once it is assigned to them. */
export const seesWhatIsAssigned = (agent: string): string =>
  `exists (select 1 from role_grant g join role r on r.id = g.role_id and 'case.read' = any(r.permissions)
     where g.agent_id = ${agent}.id and ${isInForce('g')} and g.reach = 'assigned-cases')`;

/**
 * Returns SQL that tells whether an agent may have cases of a team: whoever works there, and whoever sees what is assigned to them.
 * The latter gain the sight of the case, so that only somebody who may assign it gives it to them.
 */
export const mayBeAssigned = (agent: string, team: string): string =>
  `(${worksInTeam(agent, team)} or (${agent}.active and ${seesWhatIsAssigned(agent)}))`;

/**
 * SQL relation `(agent_id, everywhere, own, given)` of all agents who have a permission of cases: everywhere, in the teams of which
 * they are a member, in given ones or in those of given sectors. For statements that ask it of many agents at once: to be left
 * joined, one reading of a small table.
 */
export const reachOfAgents = (permission: Permission): string =>
  `(select g.agent_id, bool_or(g.reach = 'all-teams') as everywhere, bool_or(g.reach = 'own-teams') as own,
      bool_or(g.reach in ('teams', 'sectors')) as given
    from role_grant g join role r on r.id = g.role_id and '${permission}' = any(r.permissions)
    where ${isInForce('g')} group by g.agent_id)`;

/**
 * SQL array: the ids of the teams, by the left joined relation `reachOfAgents` of the same permission. An id may stand in it twice.
 * Indexes `team_member_agent`, `role_grant_agent`.
 */
export const teamIdsReached = (permission: Permission, { by, agent }: { by: string; agent: string }): string =>
  `array(select m.team_id from team_member m where ${by}.own and m.agent_id = ${agent}.id
     union all select unnest(${teamIdsOfGrant('g')}) from role_grant g join role r on r.id = g.role_id and '${permission}' = any(r.permissions)
     where ${by}.given and g.agent_id = ${agent}.id and ${isInForce('g')})`;

/** SQL columns with the fields of `TeamsReached`, by the same. */
export const teamsReachedBy = (permission: Permission, { by, agent }: { by: string; agent: string }): string =>
  `coalesce(${by}.everywhere, false) as everywhere, ${teamIdsReached(permission, { by, agent })} as "reachTeamIds"`;

/**
 * SQL, as the first parts of `with`: what stands for `agent` and `role_grant` from there on, once the agent `$1` has lost the role
 * that they hold by the grant `$2`, or is deactivated, where that is null.
 */
export const AFTER_LEAVING = `agent as not materialized (
    select a.id, a.name, a.active and ($2::uuid is not null or a.id <> $1::uuid) as active from agent a),
  role_grant as not materialized (select g.* from role_grant g where g.id is distinct from $2::uuid)`;
