import { z } from 'zod';
import { ChannelError, type ChannelIo, type Delivered, type OutboundMessage } from '../channel.js';
import { GraphRefusal } from '../meta/faults.js';
import { Graph } from '../meta/graph.js';
import { sendInOrder, textParts } from '../kit/parts.js';
import type { MessengerConfig } from './config.js';
import { personId } from './handles.js';

const MAX_PART = 2000;

const Sent = z.looseObject({ message_id: z.string().min(1) }).transform(({ message_id }) => message_id);
const Uploaded = z.looseObject({ attachment_id: z.coerce.string() }).transform(({ attachment_id }) => attachment_id);

type Part = { text: string } | { attachment: { type: string; payload: { attachment_id: string } } };

/** Within a day of the citizen's last message; after it, for a week, only what a person answers. */
const RESPONSE = { messaging_type: 'RESPONSE' };
const HUMAN_AGENT = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };

export async function deliver(message: OutboundMessage, config: MessengerConfig, io: ChannelIo): Promise<Delivered> {
  const id = message.to[0] && personId(message.to[0], config.pageId);
  if (!id) throw new ChannelError('This page cannot write to that address.', false);
  const graph = new Graph(io, config);
  // Files first: one that is not taken must not leave half a message behind.
  const files = await upload(message, config, graph);
  const parts: Part[] = [...textParts(message.text, MAX_PART).map((text) => ({ text })), ...files];

  let terms: object = RESPONSE;
  const send = (part: Part) =>
    graph.post(
      `${config.pageId}/messages`,
      // The token comes back with the echo: known even where the answer to this call is lost.
      { recipient: { id }, ...terms, message: { ...part, metadata: message.bounceToken } },
      Sent,
    );
  return sendInOrder(parts, message.parts, async (part) => {
    try {
      return await send(part);
    } catch (error) {
      // Only Meta knows for sure whether the day is over. Nothing was sent then.
      const isLate = error instanceof GraphRefusal && error.isWindowClosed && terms === RESPONSE;
      if (!isLate || message.automatic) throw error;
      terms = HUMAN_AGENT;
      return send(part);
    }
  });
}

async function upload({ attachments }: OutboundMessage, config: MessengerConfig, graph: Graph): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { name, type: mediaType, content } of attachments) {
    const kind = mediaType.split('/')[0]!;
    const type = ['image', 'video', 'audio'].includes(kind) ? kind : 'file';
    const file = new File([Uint8Array.from(await content())], name, { type: mediaType });
    const fields = { message: JSON.stringify({ attachment: { type, payload: { is_reusable: true } } }) };
    const path = `${config.pageId}/message_attachments`;
    const attachment_id = await graph.upload(path, fields, ['filedata', file], Uploaded);
    parts.push({ attachment: { type, payload: { attachment_id } } });
  }
  return parts;
}
