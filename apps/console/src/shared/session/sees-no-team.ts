import type { Agent } from '@guichet/contracts';

/**
 * Whether no case can appear for an agent before an administrator has done something: they work on cases of their own teams, and have
 * none. Who is assigned cases of any team is given those.
 */
export const seesNoTeam = ({
  teamIds,
  caseTeamIds,
  seesAssigned,
}: Pick<Agent, 'teamIds' | 'caseTeamIds' | 'seesAssigned'>) =>
  teamIds.length === 0 && caseTeamIds?.length === 0 && !seesAssigned;
