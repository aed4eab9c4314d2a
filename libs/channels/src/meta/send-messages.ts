import { z } from 'zod';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import { sendInOrder } from '../kit/send-in-parts.js';
import type { Graph } from './graph-client.js';
import { GraphRefusal } from './graph-errors.js';

const Sent = z.looseObject({ message_id: z.string().min(1) }).transform(({ message_id }) => message_id);
const Uploaded = z.looseObject({ attachment_id: z.coerce.string() }).transform(({ attachment_id }) => attachment_id);

/** A message of Messenger or Instagram: a text, or one file. */
export type MessagePart = { text: string } | { attachment: { type: string; payload: { attachment_id: string } } };

/** Within a day of the citizen's last message; after it, for a week, only what a person wrote. */
const RESPONSE = { messaging_type: 'RESPONSE' };
const HUMAN_AGENT = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };

interface Conversation {
  graph: Graph;
  /** That of the page: what is sent goes through it. */
  pageId: string;
  personId: string;
  /** Comes back with the echo of each message, where there is such a thing. */
  metadata?: string;
}

/** Sends the parts of a message in their order: as an ordinary reply, and if it is too late for that, as a human agent's. */
export function sendMessages(
  parts: readonly MessagePart[],
  message: OutboundMessage,
  { graph, pageId, personId, metadata }: Conversation,
): Promise<Delivered> {
  let terms: object = RESPONSE;
  const send = (part: MessagePart) =>
    graph.post(
      `${pageId}/messages`,
      { recipient: { id: personId }, ...terms, message: { ...part, ...(metadata !== undefined && { metadata }) } },
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

/** Uploads all files before the first word is sent: one that is not accepted must not leave half a message behind. */
export async function uploadAttachments(
  { attachments }: OutboundMessage,
  { graph, pageId }: Pick<Conversation, 'graph' | 'pageId'>,
  platform: 'messenger' | 'instagram',
): Promise<MessagePart[]> {
  const parts: MessagePart[] = [];
  for (const { name, type: mediaType, content } of attachments) {
    const kind = mediaType.split('/')[0]!;
    const type = ['image', 'video', 'audio'].includes(kind) ? kind : 'file';
    const file = new File([Uint8Array.from(await content())], name, { type: mediaType });
    const fields = { platform, message: JSON.stringify({ attachment: { type, payload: { is_reusable: true } } }) };
    const attachment_id = await graph.upload(`${pageId}/message_attachments`, {
      fields,
      field: 'filedata',
      file,
      shape: Uploaded,
    });
    parts.push({ attachment: { type, payload: { attachment_id } } });
  }
  return parts;
}
