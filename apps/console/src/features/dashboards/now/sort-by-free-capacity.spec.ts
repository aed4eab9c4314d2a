import type { WorkforceMember } from '@guichet/contracts';
import { sortByFreeCapacity } from './sort-by-free-capacity.js';

const agent = (name: string, of: Partial<WorkforceMember>): WorkforceMember => ({
  id: name,
  name,
  teamIds: [],
  state: 'available',
  invited: false,
  since: '2026-11-23T08:00:00.000Z',
  absence: null,
  planned: null,
  load: 0,
  capacity: 20,
  open: 0,
  freeSlots: {},
  languages: [],
  relievedUntil: null,
  ...of,
});

it('agents with the most free capacity for a channel come first', () => {
  const agents = [
    agent('Away', { state: 'away' }),
    agent('Mail', { freeSlots: { email: 12, chat: 0 }, load: 8 }),
    agent('Chat', { freeSlots: { email: 8, chat: 2 }, load: 12 }),
    agent('Busy', { state: 'busy' }),
  ];
  const names = (channel: 'chat' | 'email' | undefined) => sortByFreeCapacity(agents, channel).map(({ name }) => name);
  expect(names('chat')).toEqual(['Chat', 'Mail', 'Busy', 'Away']);
  expect(names('email')).toEqual(['Mail', 'Chat', 'Busy', 'Away']);
  expect(names(undefined)).toEqual(['Mail', 'Chat', 'Busy', 'Away']);
});
