import type { Handle } from '@guichet/contracts';
import { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { Graph } from '../meta/graph-client.js';
import type { MessengerConfig } from './config.js';
import { personIdFor } from './handles.js';

const Profile = z.looseObject({
  name: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});

/** Messages of Messenger carry an id only; the page may ask what its person is called. */
export async function profile(
  handle: Handle,
  config: MessengerConfig,
  io: ChannelIo,
): Promise<{ name: string } | undefined> {
  const id = personIdFor(handle, config.pageId);
  if (!id) return undefined;
  const { name, first_name, last_name } = await new Graph(io, config).get(
    `${id}?fields=first_name,last_name,name`,
    Profile,
  );
  const known = name ?? [first_name, last_name].filter(Boolean).join(' ');
  return known ? { name: known } : undefined;
}
