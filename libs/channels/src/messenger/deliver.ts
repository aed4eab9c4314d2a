import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { textParts } from '../kit/send-in-parts.js';
import { Graph } from '../meta/graph-client.js';
import { sendMessages, uploadAttachments, type MessagePart } from '../meta/send-messages.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import type { MessengerConfig } from './config.js';
import { personIdFor } from './handles.js';
import { reason } from './texts.js';

const MAX_PART = 2000;

/** Sends a message from the page, its texts before its files. Throws ChannelError. */
export async function deliver(message: OutboundMessage, config: MessengerConfig, io: ChannelIo): Promise<Delivered> {
  const { pageId } = config;
  const personId = message.to[0] && personIdFor(message.to[0], pageId);
  if (!personId) throw new ChannelError(reason('not-reachable'), { retryable: false });
  const graph = new Graph(io, config);
  const files = await uploadAttachments(message, { graph, pageId }, 'messenger');
  const texts = textParts(message.text, MAX_PART).map((text): MessagePart => ({ text }));
  // The token comes back with the echo: known even where the response to this call is lost.
  return sendMessages([...texts, ...files], message, { graph, pageId, personId, metadata: message.bounceToken });
}
