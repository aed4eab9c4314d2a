import type { Handle } from '@guichet/contracts';
import { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean-text.js';
import { Graph } from '../meta/graph-client.js';
import type { InstagramConfig } from './config.js';
import { personIdFor } from './handles.js';

const Profile = z.looseObject({ name: z.string().nullish(), username: z.string().nullish() });

/** Messages carry an id only; the account may ask what the person who wrote is called. Throws ChannelError. */
export async function profile(
  handle: Handle,
  config: InstagramConfig,
  io: ChannelIo,
): Promise<{ name: string } | undefined> {
  const id = personIdFor(handle, config.accountId);
  if (!id) return undefined;
  const { name, username } = await new Graph(io, config).get(`${id}?fields=name,username`, Profile);
  const known = cleanLine(
    [name, username && (name ? `(@${username})` : `@${username}`)].filter(Boolean).join(' '),
    120,
  );
  return known ? { name: known } : undefined;
}
