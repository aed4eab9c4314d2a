import type { Agent } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { passwordLinksQuery } from '../../../shared/api/settings-queries.js';
import { teamsLeftAlone } from './substitute-choice-and-effects.js';

/** Returns the names of the teams in which nobody is left once the agent has gone: whoever is only invited takes no case yet. */
export function useTeamsLeftAlone(agent: Agent): string[] {
  const { data: agents } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: links = [] } = useQuery(passwordLinksQuery);
  if (!agents) return [];
  const isInvited = ({ id }: Agent) => links.some(({ agentId, purpose }) => agentId === id && purpose === 'invitation');
  const alone = teamsLeftAlone(
    agent,
    agents.filter((one) => !isInvited(one)),
  );
  return teams.filter(({ id }) => alone.includes(id)).map(({ name }) => name);
}
