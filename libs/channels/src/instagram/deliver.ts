import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { textPartsInBytes } from '../kit/send-in-parts.js';
import { Graph } from '../meta/graph-client.js';
import { sendMessages, uploadAttachments, type MessagePart } from '../meta/send-messages.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import type { InstagramConfig } from './config.js';
import { personIdFor } from './handles.js';
import { reason } from './texts.js';

/** Of UTF-8: an accent is two, an emoji four. */
const MAX_PART_BYTES = 1000;

/** Sends a message through the page of the account, its texts before its files. Throws ChannelError. */
export async function deliver(message: OutboundMessage, config: InstagramConfig, io: ChannelIo): Promise<Delivered> {
  const { accountId, pageId } = config;
  const personId = message.to[0] && personIdFor(message.to[0], accountId);
  if (!personId) throw new ChannelError(reason('not-reachable'), { retryable: false });
  const graph = new Graph(io, config);
  const files = await uploadAttachments(message, { graph, pageId }, 'instagram');
  const texts = textPartsInBytes(message.text, MAX_PART_BYTES).map((text): MessagePart => ({ text }));
  return sendMessages([...texts, ...files], message, { graph, pageId, personId });
}
