import type { ChannelKind } from '@guichet/contracts';
import type { Case } from '@guichet/database';
import { summarise } from './stored-entries.js';

const at = new Date('2026-11-30T10:00:00Z');
const message = (channel: ChannelKind, direction: 'in' | 'out') => ({
  ...{ kind: 'message' as const, direction, channel, channelAccountId: 'a' },
  data: { segments: [{ kind: 'visible', text: 'Bonjour' }] } as never,
});

it.each([
  ['that it has had before', ['whatsapp', 'sms'], 'whatsapp', ['sms', 'whatsapp']],
  ['that is new in it', ['whatsapp'], 'sms', ['whatsapp', 'sms']],
  ['that its last message had', ['whatsapp', 'sms'], 'sms', ['whatsapp', 'sms']],
] as const)('a list shows the channel of the last message: one %s', (_, before, channel, after) => {
  const item = { channels: [...before] } as unknown as Case;
  summarise(item, { entry: message(channel, 'in'), at, position: 3 });
  expect(item).toMatchObject({ channels: after, lastKind: 'message', lastDirection: 'in' });
});
