import type { Agent, CasesOfAbsence, CasesOfLeavingAgent } from '@guichet/contracts';

/** Returns the teams of the absent agent to which the substitute has no access. */
export const teamsUnseenBySubstitute = (substitute: Agent, absent: Agent): string[] =>
  absent.teamIds.filter((id) => substitute.caseTeamIds && !substitute.caseTeamIds.includes(id));

/**
 * Whether the substitute can be given any of the open cases of the absent agent, or, where there are none or not all of them are seen,
 * cases of any of their teams.
 */
export function isGivenCasesOf(substitute: Agent, absent: Agent, cases?: CasesOfAbsence): boolean {
  const isKnown = cases !== undefined && cases.unseen === 0 && cases.teams.length > 0;
  const teamIds = isKnown ? cases.teams.map(({ team }) => team.id) : absent.teamIds;
  const { caseTeamIds } = substitute;
  return teamIds.length === 0 || !caseTeamIds || teamIds.some((id) => caseTeamIds.includes(id));
}

/** Returns the teams that have no other agent. */
export const teamsLeftAlone = (absent: Agent, agents: readonly Agent[]): string[] =>
  absent.teamIds.filter((team) => !othersOf(absent, agents).some(({ teamIds }) => teamIds.includes(team)));

export interface TeamsToWarnOf {
  /** Their cases go to their queues, as the substitute has no access to them. */
  unseen: string[];
  /** The same, and nobody else is there: their cases wait. */
  unseenAndAlone: string[];
  /** Nobody is there, and nobody stands in. */
  alone: string[];
  /** Nobody is there but whoever stands in without being a member: they get the cases of the agent, and new ones wait. */
  newWait: string[];
}

/** Returns the teams of which an absence has consequences, each once: what is said of one contradicts nothing that is said of another. */
export function teamsToWarnOf(
  absent: Agent,
  { substitute, agents }: { substitute: Agent | undefined; agents: readonly Agent[] },
): TeamsToWarnOf {
  const alone = teamsLeftAlone(absent, agents);
  if (!substitute) return { unseen: [], unseenAndAlone: [], alone, newWait: [] };
  const unseen = teamsUnseenBySubstitute(substitute, absent);
  return {
    unseen: unseen.filter((id) => !alone.includes(id)),
    unseenAndAlone: unseen.filter((id) => alone.includes(id)),
    alone: [],
    newWait: alone.filter((id) => !unseen.includes(id)),
  };
}

type Groups = { same: Agent[]; other: Agent[] };

/** How many of the cases that are not closed an agent could be given; null: it is not known, or there are none. */
export const casesFor = (agentId: string, cases: CasesOfLeavingAgent | undefined): number | null =>
  cases?.isSeen && cases.unfinished > 0
    ? (cases.possibleSubstitutes.find(({ agent }) => agent.id === agentId)?.count ?? 0)
    : null;

/** Returns of these agents those who could be given at least one of the cases that are not closed, whoever could be given most of them first. */
export function thoseWhoMayHave(cases: CasesOfLeavingAgent | undefined, { same, other }: Groups): Groups {
  const among = (agents: Agent[]) =>
    agents
      .filter(({ id }) => casesFor(id, cases) !== 0)
      .toSorted((a, b) => (casesFor(b.id, cases) ?? 0) - (casesFor(a.id, cases) ?? 0));
  return { same: among(same), other: among(other) };
}

/** Returns the agents who may be substitutes, those of the same teams first. */
export function possibleSubstitutes(absent: Agent, agents: readonly Agent[]): Groups {
  const others = othersOf(absent, agents);
  const isWith = ({ teamIds }: Agent) => teamIds.some((id) => absent.teamIds.includes(id));
  return { same: others.filter(isWith), other: others.filter((agent) => !isWith(agent)) };
}

const othersOf = (absent: Agent, agents: readonly Agent[]): Agent[] =>
  agents.filter(({ id, active }) => active && id !== absent.id);

/** Whether something is typed in the field for the substitute which is not the name of the one who is chosen. */
export const isNotChosen = (text: string, chosen: Agent | undefined): boolean =>
  text.trim() !== '' && text.trim() !== chosen?.name.trim();

/** The id of the substitute once this is typed: an emptied field is nobody, and a name that is not finished changes nothing. */
export const substituteOnceTyped = (text: string, chosenId: string | null): string | null =>
  text.trim() === '' ? null : chosenId;
