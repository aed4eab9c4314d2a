import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { caseQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { lastTeamOf } from './last-team.js';
import { usualTeam } from './usual-team.js';

/** The team of the case that is open behind the dialog. */
function useTeamOfViewedCase(): string | undefined {
  const { caseId } = useParams({ strict: false });
  const queryClient = useQueryClient();
  return caseId && queryClient.getQueryData(caseQuery(caseId).queryKey)?.data.team.id;
}

/** In which team a new case goes, and whether it is assigned to the agent, who then has to be a member of that team. */
export function useNewCaseTeam(chosen: string | undefined) {
  const { agent } = useSession();
  const may = useMay();
  const { data: teams = [] } = useQuery(teamsQuery);
  const usable = teams.filter(({ id }) => !agent.caseTeamIds || agent.caseTeamIds.includes(id));
  const viewed = useTeamOfViewedCase();
  const teamId =
    chosen ?? usualTeam({ usable: usable.map(({ id }) => id), own: agent.teamIds, viewed, last: lastTeamOf(agent.id) });
  const isMember = teamId !== undefined && agent.teamIds.includes(teamId);
  return { usable, teamId, assignToMe: isMember && may('case.update') && may('case.assign') };
}

export type NewCaseTeam = ReturnType<typeof useNewCaseTeam>;
