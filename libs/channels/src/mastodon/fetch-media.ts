import type { ChannelIo } from '../channel.js';
import { download } from '../kit/download-file.js';
import type { MastodonConfig } from './config.js';

/** Files of posts are public, and often on another server, so they are fetched without our token. */
export const fetchMedia = async (source: string, _config: MastodonConfig, io: ChannelIo) =>
  download(await io.fetch(source));
