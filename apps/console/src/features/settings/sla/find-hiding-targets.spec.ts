import { ChannelKind, type SlaTarget } from '@guichet/contracts';
import { findHidingTargets } from './find-hiding-targets.js';

const target = (name: string, fits: Partial<SlaTarget> = {}): SlaTarget => ({
  id: name,
  name,
  teams: [],
  caseTypes: [],
  channels: [],
  priorities: [],
  'first-response': null,
  'next-response': null,
  resolution: null,
  ...fits,
});
const any = target('any');
const chats = target('chats', { channels: ['chat'] });
const urgentChats = target('urgent chats', { channels: ['chat'], priorities: ['urgent'] });
const urgent = target('urgent', { priorities: ['urgent'] });
const byEach = ChannelKind.options.map((channel) => target(channel, { channels: [channel] }));
const roads = target('roads', { teams: ['roads'] });
const chatsAndMails = target('chats and mails', { channels: ['chat', 'email'] });

describe('a target below others', () => {
  it.each([
    [[any, chats], 1, ['any']],
    [[chats, any], 1, []],
    [[chats, urgentChats], 1, ['chats']],
    [[urgentChats, chats], 1, []],
    [[chatsAndMails, chats], 1, ['chats and mails']],
    [[chats, chatsAndMails], 1, []],
    [[urgentChats, any, chats], 2, ['any']],
    [[any], 0, []],
    [[...byEach, urgent], byEach.length, ChannelKind.options],
    [[...byEach.slice(1), urgent], byEach.length - 1, []],
    [[roads, any], 1, []],
    [[any, roads], 1, ['any']],
  ] as const)('is never reached where those above fit all that it fits: %#', (targets, index, names) => {
    expect(findHidingTargets(targets, index).map(({ name }) => name)).toEqual(names);
  });
});
