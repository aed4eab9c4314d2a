import type { Permission } from '@guichet/contracts';
import { isInForce } from './grants.js';

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
  `(${agent}.active and exists (select 1 from role_grant g join role r on r.id = g.role_id and '${permission}' = any(r.permissions)
     where g.agent_id = ${agent}.id and ${isInForce('g')} and (g.reach = 'all-teams' or ${team} = any(g.team_ids) or (g.reach = 'own-teams'
       and exists (select 1 from team_member m where m.agent_id = ${agent}.id and m.team_id = ${team})))))`;

/** Returns SQL that tells whether an agent may be assigned cases of a team. */
export const mayBeAssigned = (agent: string, team: string): string => reachesTeam('case.update', { agent, team });

/**
 * SQL relation `(agent_id, everywhere, "reachTeamIds")` of all agents who have a permission of cases, for which teams: for
 * statements that ask it of many agents at once. To be left joined: `teamsReachedBy` has the columns.
 */
export const reachOfAgents = (permission: Permission): string =>
  `(select g.agent_id, bool_or(g.reach = 'all-teams') as everywhere, array_agg(distinct t.id) filter (where t.id is not null) as ids
    from role_grant g join role r on r.id = g.role_id and '${permission}' = any(r.permissions)
      left join lateral (select unnest(g.team_ids) as id
        union all select m.team_id from team_member m where g.reach = 'own-teams' and m.agent_id = g.agent_id) t on true
    where ${isInForce('g')} group by g.agent_id)`;

/** SQL columns with the fields of `TeamsReached`, by the left joined relation `reachOfAgents`. */
export const teamsReachedBy = (alias: string): string =>
  `coalesce(${alias}.everywhere, false) as everywhere, coalesce(${alias}.ids, '{}') as "reachTeamIds"`;
