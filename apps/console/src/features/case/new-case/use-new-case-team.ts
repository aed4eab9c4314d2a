import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../shared/api/queries.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { lastTeamOf } from './last-team.js';
import { usualTeam } from './usual-team.js';

/** In which team a new case goes, and whether it is assigned to the agent, who then has to be a member of that team. */
export function useNewCaseTeam(chosen: string | undefined) {
  const { agent } = useSession();
  const may = useMay();
  const { data: teams = [] } = useQuery(teamsQuery);
  const usable = teams.filter(({ id }) => !agent.caseTeamIds || agent.caseTeamIds.includes(id));
  const teamId =
    chosen ?? usualTeam({ usable: usable.map(({ id }) => id), own: agent.teamIds, last: lastTeamOf(agent.id) });
  const isMember = teamId !== undefined && agent.teamIds.includes(teamId);
  return { usable, teamId, assignToMe: isMember && may('case.update') && may('case.assign') };
}

export type NewCaseTeam = ReturnType<typeof useNewCaseTeam>;
