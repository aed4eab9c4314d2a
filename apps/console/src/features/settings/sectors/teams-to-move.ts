import type { Team } from '@guichet/contracts';

type Placed = Pick<Team, 'id' | 'sectorId'>;

export interface Move {
  teamId: string;
  /** Where it goes; null: into none. */
  sectorId: string | null;
  /** It leaves a sector, with its cases: that needs a reason. */
  leaves: boolean;
}

/** What is to be done with teams so that exactly those that are chosen are in a sector. `sectorId` null: it is not there yet. */
export function teamsToMove(teams: readonly Placed[], sectorId: string | null, chosen: readonly string[]): Move[] {
  const isIn = (team: Placed) => sectorId !== null && team.sectorId === sectorId;
  return teams
    .filter((team) => isIn(team) !== chosen.includes(team.id))
    .map((team) => ({
      ...{ teamId: team.id, sectorId: isIn(team) ? null : sectorId },
      leaves: team.sectorId !== null,
    }));
}
