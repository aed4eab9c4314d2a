import { ALL_TEAMS, roomOf, roomOfAssigned, Scope, scopeOrNone, type Principal } from '@guichet/access';
import type { AddressedEvent } from '@guichet/database';

/** The room of every agent. */
const EVERYBODY = 'everybody';

const roomOfAgent = (agentId: string): string => `agent:${agentId}`;

/** The room of an agent as long as they are in another one: who is named for a case must still see its team. */
const roomOfAgentIn = (agentId: string, room: string): string => `${roomOfAgent(agentId)} in ${room}`;

/** Of a case: the teams whose agents may know of it, and who has it. */
interface CaseRooms {
  teamIds: readonly string[];
  assigneeId: string | null;
}

/** The rooms of those who may see a case that is not restricted. */
export const roomsOfCase = ({ teamIds, assigneeId }: CaseRooms): string[] => [
  ALL_TEAMS,
  ...teamIds.map(roomOf),
  ...(assigneeId ? [roomOfAssigned(assigneeId)] : []),
];

/** The rooms of those of these agents who could see the case, were it not restricted. */
export const roomsOfNamed = (agentIds: readonly string[], item: CaseRooms): string[] =>
  agentIds.flatMap((id) => roomsOfCase(item).map((room) => roomOfAgentIn(id, room)));

/** The rooms of the live socket to which an event goes. */
export function roomsOf({ audience, agentId, teamIds, assigneeId, onlyAgentIds }: AddressedEvent): string[] {
  if (onlyAgentIds) return roomsOfNamed(onlyAgentIds, { teamIds, assigneeId });
  const teams = roomsOfCase({ teamIds, assigneeId });
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
export function roomsFor(who: Principal): string[] {
  const rooms = scopeOrNone(who, 'case.read')?.rooms() ?? [];
  return [roomOfAgent(who.id), EVERYBODY, ...rooms, ...rooms.map((room) => roomOfAgentIn(who.id, room))];
}

/** May this principal know of the event? The same as being in one of its rooms, for whoever catches up. */
export function mayKnow(
  who: Principal,
  { audience, agentId, teamIds, assigneeId, onlyAgentIds }: AddressedEvent,
): boolean {
  if (onlyAgentIds && !onlyAgentIds.includes(who.id)) return false;
  const isTheirs = agentId === who.id;
  const visible = scopeOrNone(who, 'case.read') ?? Scope.none;
  switch (audience) {
    case 'agent':
      return isTheirs;
    case 'teams':
      return visible.admitsAny(teamIds) || visible.admitsAssignee(assigneeId);
    case 'colleagues':
      return isTheirs || visible.admitsAny(teamIds);
    case 'all-teams':
      return visible.isWhole;
    case 'everybody':
      return true;
  }
}
