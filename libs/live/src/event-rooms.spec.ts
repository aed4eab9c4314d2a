import { grantOfWord, type Principal } from '@guichet/access';
import type { Role } from '@guichet/contracts';
import type { AddressedEvent } from '@guichet/database';
import { mayKnow, roomsFor, roomsOf } from './event-rooms.js';

const agent = (id: string, teamIds: string[], role: Role = 'agent') =>
  ({ id, name: id, grants: [grantOfWord(role)], teamIds, brokenGlass: [], scopes: null }) as unknown as Principal;
const everybody = [
  agent('ana', ['roads']),
  agent('bob', ['taxes']),
  agent('root', [], 'administrator'),
  { ...agent('bot', ['roads'], 'administrator'), scopes: ['scim:write'] } satisfies Principal,
];

describe('an event', () => {
  it.each<[Partial<AddressedEvent>, string[]]>([
    [{ audience: 'teams', teamIds: ['roads'] }, ['ana', 'root']],
    [{ audience: 'teams', teamIds: ['roads', 'taxes'], onlyAgentIds: ['bob'] }, ['bob']],
    [{ audience: 'teams', teamIds: [] }, ['root']],
    [{ audience: 'agent', agentId: 'ana' }, ['ana']],
    [{ audience: 'colleagues', agentId: 'cy', teamIds: ['roads'] }, ['ana', 'root']],
    [{ audience: 'colleagues', agentId: 'bob', teamIds: ['roads'] }, ['ana', 'bob', 'root']],
    [{ audience: 'all-teams' }, ['root']],
    [{ audience: 'everybody' }, ['ana', 'bob', 'root', 'bot']],
  ])('%j is for %j alone, live and when they catch up', (given, ids) => {
    const event = { agentId: null, teamIds: [], assigneeId: null, onlyAgentIds: null, ...given } as unknown as AddressedEvent; // prettier-ignore
    const rooms = new Set(roomsOf(event));
    const idsOf = (agents: Principal[]) => agents.map(({ id }) => id);
    expect(idsOf(everybody.filter((who) => mayKnow(who, event)))).toEqual(ids);
    expect(idsOf(everybody.filter((who) => roomsFor(who).some((room) => rooms.has(room))))).toEqual(ids);
  });
});
