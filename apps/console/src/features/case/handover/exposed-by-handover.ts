import type { Team } from '@guichet/contracts';
import type { WholeList } from '../../../shared/cases/case-list-state.js';

interface Teams {
  teams: readonly Team[];
}

/** Whether a team that is not confidential would read cases of one that is. Pure. */
export function isExposedTo(to: string, { from, teams }: { from: readonly string[] } & Teams): boolean {
  const confidential = new Set(teams.filter((team) => team.confidential).map(({ id }) => id));
  return !confidential.has(to) && from.some((id) => confidential.has(id));
}

/**
 * Returns the teams that may have cases in a list of which only the first rows are loaded: the one that it is narrowed to, else all of
 * which the agent sees cases. `own` is undefined or null where those are not limited. Pure.
 */
export const teamsOfWholeList = (
  { filter }: Pick<WholeList, 'filter'>,
  { own, teams }: { own: readonly string[] | null | undefined } & Teams,
): readonly string[] => (filter.team ? [filter.team] : (own ?? teams.map(({ id }) => id)));
