import type { Handle } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundEvent, InboundMessage } from '../inbound-events.js';
import type { RawRequest } from '../raw-request.js';
import { List } from '../kit/lenient-lists.js';
import { plainMessage } from '../kit/text-only-message-fields.js';
import { fingerprintOf } from '../kit/message-fingerprint.js';
import { referenceHints } from '../kit/case-references.js';
import { Edit, emojiOf, Message, MessagingEvent, Millis, Postback, Reaction } from '../meta/messaging-events.js';
import { addressedIn, entriesOf } from '../meta/webhook-verification-and-entries.js';
import type { MessengerConfig } from './config.js';
import { contentOf, unknownKind } from './message-content.js';
import { pageHandle, personHandle } from './handles.js';

const Watermark = z.looseObject({ watermark: Millis, mids: z.array(z.string()).catch([]) });
/** The pages that a call tells of: one address is called for all those of an app. */
export const addressed = (request: RawRequest): string[] =>
  addressedIn(request, ({ id }) => (id ? [pageHandle(id).value] : []));

/** One call may hold several pages, people and events; those of other pages are other accounts' to read. */
export async function parse(request: RawRequest, { pageId }: MessengerConfig): Promise<InboundEvent[]> {
  return (
    entriesOf(request)
      .filter(({ id }) => id === pageId)
      // In standby another app of the page has the floor; what citizens write is for us, too.
      .flatMap(({ messaging, standby }) => [...List.parse(messaging), ...List.parse(standby)])
      .flatMap((raw) => eventsOf(raw, pageId))
  );
}

function eventsOf(raw: unknown, pageId: string): InboundEvent[] {
  const event = MessagingEvent.safeParse(raw).data;
  if (!event) return [];
  const from = event.sender ? personHandle(pageId, event.sender.id) : null;
  const at = event.timestamp;

  if ('message' in event) return messages(event, from, pageId);
  if ('postback' in event) {
    const { mid, title } = Postback.safeParse(event['postback']).data ?? Postback.parse({});
    return [messageOf(event, { from, pageId, message: { mid, text: title } })];
  }
  if (!from) return [];
  if ('delivery' in event) return watermark(from, event['delivery'], 'delivered');
  if ('read' in event) return watermark(from, event['read'], 'read');

  const reaction = Reaction.safeParse(event['reaction']).data;
  if (reaction) return [{ type: 'reaction', target: reaction.mid, from, emoji: emojiOf(reaction), at }];
  const edit = Edit.safeParse(event['message_edit']).data;
  if (edit) return [{ type: 'edit', target: edit.mid, from, text: contentOf(edit.text, []).text, at }];
  // Opt-ins, referrals, the hand-over between apps: nothing that anybody wrote.
  return [];
}

function messages(event: MessagingEvent, from: Handle | null, pageId: string): InboundEvent[] {
  const message = Message.safeParse(event['message']).data;
  if (!message) return [messageOf(event, { from, pageId, message: { attachments: [{ type: 'message' }] } })];
  const isEcho = message.is_echo || event.sender?.id === pageId;
  if (message.is_deleted && message.mid && from && !isEcho)
    return [{ type: 'deletion', target: message.mid, from, at: event.timestamp }];
  return isEcho ? echo(event, message) : [messageOf(event, { from, pageId, message })];
}

/** What the page itself said. Ours bears our token; what a colleague wrote elsewhere has nobody here that it could be of. */
function echo({ timestamp }: MessagingEvent, { mid, metadata }: Message): InboundEvent[] {
  if (!mid || !metadata) return [];
  const threadKeys = [`bounce:${metadata}`, `ref:${mid}`];
  return [
    { type: 'receipt', threadKeys, externalId: mid, status: 'sent', recipient: null, reason: null, at: timestamp },
  ];
}

/** All that was sent before a time; in new applications also the messages by their ids. */
function watermark(handle: Handle, value: unknown, status: 'delivered' | 'read'): InboundEvent[] {
  const parsed = Watermark.safeParse(value).data;
  if (!parsed) return [];
  const at = parsed.watermark;
  const receipt = { type: 'receipt', status, recipient: null, reason: null, at } as const;
  return [
    ...parsed.mids.map((mid) => ({ ...receipt, threadKeys: [`ref:${mid}`] })),
    { ...receipt, threadKeys: [], upTo: { handle, at } },
  ];
}

function messageOf(
  event: MessagingEvent,
  {
    from,
    pageId,
    message: { mid, text: written = '', attachments: attached = [], reply_to },
  }: { from: Handle | null; pageId: string; message: Partial<Message> },
): InboundMessage {
  const read = contentOf(written, attached);
  const isEmpty = read.text === '' && read.attachments.length === 0;
  const { text, attachments, flags } = isEmpty
    ? { ...read, text: unknownKind('message'), flags: ['not-shown' as const] }
    : read;
  return {
    ...plainMessage(text),
    externalId: mid ?? `messenger:${pageId}:${fingerprintOf(event)}`,
    // Not the addresses of files: a repetition may have them signed anew.
    fingerprint: fingerprintOf([from?.value, text, attachments.map(({ type }) => type)]),
    threadKeys: [...(reply_to?.mid ? [`ref:${reply_to.mid}`] : []), ...referenceHints(text)],
    from,
    to: [pageHandle(pageId)],
    sentAt: event.timestamp,
    attachments,
    flags: from ? flags : [...flags, 'no-sender'],
  };
}
