import { permissions, type Role } from '@guichet/contracts';

const everywhere = Object.entries(permissions['case.update']).flatMap(([role, how]) => (how === 'all' ? [role] : []));

/** Roles that may have cases of every team. */
export const holdsAll = (role: Role): boolean => everywhere.includes(role);

/** SQL: may this agent, an alias of `agent`, have cases of this team, an expression? Index `team_member_agent`. */
export const mayHold = (agent: string, team: string): string =>
  `(${agent}.active and (${agent}.role in (${everywhere.map((role) => `'${role}'`).join(', ')})
     or exists (select 1 from team_member m where m.agent_id = ${agent}.id and m.team_id = ${team})))`;
