import type { Agent } from '@guichet/contracts';

/** How an account stands: in use, not used yet, or no longer. */
export type AccountState = 'active' | 'invited' | 'inactive';

/** Which agents a list shows; null: whatever it is. */
export interface AgentFilter {
  teamId: string | null;
  roleId: string | null;
  state: AccountState | null;
}

export const NO_FILTER: AgentFilter = { teamId: null, roleId: null, state: null };

type Filtered = Pick<Agent, 'active' | 'teamIds'> & { roleIds: readonly string[]; isInvited: boolean };

const stateOf = ({ active, isInvited }: Filtered): AccountState =>
  active ? (isInvited ? 'invited' : 'active') : 'inactive';

/** Whether an agent is in one of the teams, holds or will hold the role, and is in the state that are asked for. */
export const isInFilter = ({ teamId, roleId, state }: AgentFilter, agent: Filtered): boolean =>
  (teamId === null || agent.teamIds.includes(teamId)) &&
  (roleId === null || agent.roleIds.includes(roleId)) &&
  (state === null || stateOf(agent) === state);
