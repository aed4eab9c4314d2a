import type { ChannelIo } from '../channel.js';
import { download } from '../kit/download.js';
import type { MastodonConfig } from './config.js';

/** A file of a post lies open to whoever knows its address, often on another server: it is not told our token. */
export const fetchMedia = async (source: string, _config: MastodonConfig, io: ChannelIo) =>
  download(await io.fetch(source));
