import { permissions, type Permission, type Role } from '@guichet/contracts';

const rolesForAllTeams = (permission: Permission): string[] =>
  Object.entries(permissions[permission]).flatMap(([role, how]) => (how === 'all' ? [role] : []));

/** Whether agents of this role may be assigned cases of every team. */
export const isForAllTeams = (role: Role): boolean => rolesForAllTeams('case.update').includes(role);

/**
 * Returns SQL that tells whether an agent, given as an alias of table `agent`, is active and has a permission in the cases of a
 * team, given as an expression: for agents other than the one who asks, who has a `scope`. Index `team_member_agent`.
 */
export const reachesTeam = (permission: Permission, { agent, team }: { agent: string; team: string }): string =>
  `(${agent}.active and (${agent}.role in (${rolesForAllTeams(permission)
    .map((role) => `'${role}'`)
    .join(', ')})
     or exists (select 1 from team_member m where m.agent_id = ${agent}.id and m.team_id = ${team})))`;

/** Returns SQL that tells whether an agent may be assigned cases of a team. */
export const mayBeAssigned = (agent: string, team: string): string => reachesTeam('case.update', { agent, team });
