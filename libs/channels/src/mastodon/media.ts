import { ChannelError, type ChannelIo } from '../channel.js';
import type { MastodonConfig } from './config.js';

/** A file of a post lies open to whoever knows its address, often on another server: it is not told our token. */
export async function fetchMedia(source: string, _config: MastodonConfig, io: ChannelIo) {
  const response = await io.fetch(source);
  if (!response.ok) {
    await response.body?.cancel();
    const again = response.status === 429 || response.status >= 500;
    throw new ChannelError(`The file could not be fetched: the answer is ${response.status}.`, again);
  }
  const type = (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const content = await response.bytes().catch((cause: unknown) => {
    throw new ChannelError('The connection was lost.', true, true, { cause });
  });
  return { content, ...(type && { type }) };
}
