import { permissions, type Role } from '@guichet/contracts';

const rolesForAllTeams = Object.entries(permissions['case.update']).flatMap(([role, how]) =>
  how === 'all' ? [role] : [],
);

/** Whether agents of this role may be assigned cases of every team. */
export const isForAllTeams = (role: Role): boolean => rolesForAllTeams.includes(role);

/**
 * Returns SQL that tells whether an agent, given as an alias of table `agent`, may be assigned cases of a team, given as an
 * expression. Index `team_member_agent`.
 */
export const mayBeAssigned = (agent: string, team: string): string =>
  `(${agent}.active and (${agent}.role in (${rolesForAllTeams.map((role) => `'${role}'`).join(', ')})
     or exists (select 1 from team_member m where m.agent_id = ${agent}.id and m.team_id = ${team})))`;
