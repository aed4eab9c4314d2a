import type { ChannelKind, ChannelKindInfo } from '@guichet/contracts';
import { z } from 'zod';
import type { Channel } from './channel.js';
import * as all from './all.js';

/** Every channel there is. A kind of the contracts without its channel does not compile. */
export const channels: Record<ChannelKind, Channel> = { ...all } satisfies Record<ChannelKind, Channel>;

/** What a settings form and a composer need to know of a kind of channel. */
export function channelKindInfo(channel: Channel): ChannelKindInfo {
  const { kind, title, capabilities, secrets } = channel;
  const configSchema = z.toJSONSchema(channel.config, { io: 'input', unrepresentable: 'any' });
  return { kind, title, capabilities, configSchema, secrets: [...secrets], webhook: channel.verify !== undefined };
}
