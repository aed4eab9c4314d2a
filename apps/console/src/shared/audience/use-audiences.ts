import type { Named, SavedViewScope } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../api/queries.js';
import { useMay, useSession } from '../session/use-session.js';

/** Returns with whom the agent may share a view or a macro: teams, and everybody where they manage what every team shows. */
export function useAudiences(team: Named | null | undefined): { scopes: SavedViewScope[]; teams: readonly Named[] } {
  const may = useMay();
  const { agent } = useSession();
  const { data: teams = [] } = useQuery(teamsQuery);
  if (!may('signature.manage')) return { scopes: ['mine'], teams: [] };
  const own = teams.filter(({ id }) => !agent.caseTeamIds || agent.caseTeamIds.includes(id) || id === team?.id);
  const scopes: SavedViewScope[] = ['mine', ...(own.length > 0 ? ['team' as const] : [])];
  return { scopes: agent.caseTeamIds ? scopes : [...scopes, 'everybody'], teams: own };
}
