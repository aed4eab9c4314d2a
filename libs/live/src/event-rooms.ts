import { ALL_TEAMS, roomOf, Scope, scopeOrNone, type Principal } from '@guichet/access';
import type { LoggedEvent } from '@guichet/database';

/** The room of every agent. */
const EVERYBODY = 'everybody';

const roomOfAgent = (agentId: string): string => `agent:${agentId}`;

/** The rooms of the live socket to which an event goes. */
export function roomsOf({ audience, agentId, teamIds }: LoggedEvent): string[] {
  const teams = [ALL_TEAMS, ...teamIds.map(roomOf)];
  switch (audience) {
    case 'agent':
      return [roomOfAgent(agentId!)];
    case 'teams':
      return teams;
    case 'colleagues':
      return [roomOfAgent(agentId!), ...teams];
    case 'all-teams':
      return [ALL_TEAMS];
    case 'everybody':
      return [EVERYBODY];
  }
}

/** The rooms in which the sockets of this principal are. */
export const roomsFor = (who: Principal): string[] => [
  roomOfAgent(who.id),
  EVERYBODY,
  ...(scopeOrNone(who, 'case.read')?.rooms() ?? []),
];

/** May this principal know of the event? The same as being in one of its rooms, for whoever catches up. */
export function mayKnow(who: Principal, { audience, agentId, teamIds }: LoggedEvent): boolean {
  const isTheirs = agentId === who.id;
  const visible = scopeOrNone(who, 'case.read') ?? Scope.none;
  switch (audience) {
    case 'agent':
      return isTheirs;
    case 'teams':
      return visible.admitsAny(teamIds);
    case 'colleagues':
      return isTheirs || visible.admitsAny(teamIds);
    case 'all-teams':
      return visible.isWhole;
    case 'everybody':
      return true;
  }
}
