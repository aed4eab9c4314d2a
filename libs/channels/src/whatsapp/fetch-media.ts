import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { Graph } from '../meta/graph-client.js';
import type { WhatsappConfig } from './config.js';
import { reason } from './texts.js';

const Media = z.looseObject({
  url: z.string().min(1),
  mime_type: z.string().optional().catch(undefined),
  sha256: z.string().optional().catch(undefined),
});

/** The file behind a media id: first its address, which lives for five minutes, then its bytes. */
export async function fetchMedia(source: string, config: WhatsappConfig, io: ChannelIo) {
  const graph = new Graph(io, config);
  const query = new URLSearchParams({ phone_number_id: config.phoneNumberId });
  const { url, mime_type, sha256 } = await graph.get(`${encodeURIComponent(source)}?${query.toString()}`, Media);
  const { content, type: downloadedType } = await graph.download(url, 'with-token');
  // Otherwise an error page would become the file.
  const isWhole = !sha256 || digests(content).includes(sha256);
  if (!isWhole) throw new ChannelError(reason('file-altered'), { retryable: true });
  const type = mime_type?.split(';')[0]!.trim().toLowerCase() || downloadedType;
  return { content, ...(type && { type }) };
}

/** Meta writes digests in hex here and in base64 elsewhere. */
function digests(content: Uint8Array): string[] {
  const digest = createHash('sha256').update(content).digest();
  return [digest.toString('hex'), digest.toString('base64')];
}
