import type { Agent } from '@guichet/contracts';

/** Teams of the absent agent of which whoever stands in sees nothing: an agent sees those of their own teams. */
export const teamsUnseenBySubstitute = (substitute: Agent, absent: Agent): string[] =>
  substitute.role === 'agent' ? absent.teamIds.filter((id) => !substitute.teamIds.includes(id)) : [];

/** Teams in which nobody else is. */
export const teamsLeftAlone = (absent: Agent, agents: readonly Agent[]): string[] =>
  absent.teamIds.filter((team) => !othersOf(absent, agents).some(({ teamIds }) => teamIds.includes(team)));

/** Who may stand in, first those who are where the absent agent is. */
export function possibleSubstitutes(absent: Agent, agents: readonly Agent[]): { same: Agent[]; other: Agent[] } {
  const others = othersOf(absent, agents);
  const isWith = ({ teamIds }: Agent) => teamIds.some((id) => absent.teamIds.includes(id));
  return { same: others.filter(isWith), other: others.filter((agent) => !isWith(agent)) };
}

const othersOf = (absent: Agent, agents: readonly Agent[]): Agent[] =>
  agents.filter(({ id, active }) => active && id !== absent.id);
