import type { Flag, Handle } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundEvent, InboundMessage } from '../inbound-events.js';
import { List } from '../kit/lenient-lists.js';
import { fingerprintOf } from '../kit/message-fingerprint.js';
import { referenceHints } from '../kit/case-references.js';
import { plainMessage } from '../kit/text-only-message-fields.js';
import { Edit, emojiOf, Message, MessagingEvent, Postback, Reaction } from '../meta/messaging-events.js';
import { addressedIn, entriesOf } from '../meta/webhook-verification-and-entries.js';
import type { RawRequest } from '../raw-request.js';
import type { InstagramConfig } from './config.js';
import { contentOf, unknownKind } from './message-content.js';
import { accountHandle, personHandle } from './handles.js';
import { reason } from './texts.js';

const Seen = z.looseObject({ mid: z.string().min(1) });

/** The accounts that a call reports on: one address is called for all those of an app. */
export const addressed = (request: RawRequest): string[] =>
  addressedIn(request, ({ id }) => (id ? [accountHandle(id).value] : []));

/** One call may hold several accounts, people and events; those of other accounts are theirs to read. */
export async function parse(request: RawRequest, { accountId }: InstagramConfig): Promise<InboundEvent[]> {
  return (
    entriesOf(request)
      .filter(({ id }) => id === accountId)
      // In standby another app of the account has control of the conversation; what citizens write is for us, too.
      .flatMap(({ messaging, standby }) => [...List.parse(messaging), ...List.parse(standby)])
      .flatMap((raw) => eventsOf(raw, accountId))
  );
}

function eventsOf(raw: unknown, accountId: string): InboundEvent[] {
  const event = MessagingEvent.safeParse(raw).data;
  if (!event) return [];
  const from = event.sender ? personHandle(accountId, event.sender.id) : null;
  const at = event.timestamp;
  if ('message' in event) return ofMessage(event, from, accountId);
  if ('postback' in event) {
    const { mid, title } = Postback.safeParse(event['postback']).data ?? Postback.parse({});
    return [messageOf(event, { from, accountId, message: { mid, text: title } })];
  }
  if (!from) return [];

  const seen = Seen.safeParse(event['read']).data;
  if (seen) return [receiptOf(seen.mid, 'read', at)];
  const reaction = Reaction.safeParse(event['reaction']).data;
  if (reaction) return [{ type: 'reaction', target: reaction.mid, from, emoji: emojiOf(reaction), at }];
  const edit = Edit.safeParse(event['message_edit']).data;
  if (edit) return [{ type: 'edit', target: edit.mid, from, text: contentOf(edit.text, []).text, at }];
  // Opt-ins, referrals, the hand-over between apps: nothing that anybody wrote.
  return [];
}

function ofMessage(event: MessagingEvent, from: Handle | null, accountId: string): InboundEvent[] {
  const message = Message.safeParse(event['message']).data;
  if (!message) return [messageOf(event, { from, accountId, message: { attachments: [{ type: 'message' }] } })];
  const { mid } = message;
  // What the account itself sent, here or in Instagram's own inbox: only our own is known by its id.
  if (message.is_echo || event.sender?.id === accountId) return mid ? [receiptOf(mid, 'sent', event.timestamp)] : [];
  if (message.is_deleted) return mid && from ? [{ type: 'deletion', target: mid, from, at: event.timestamp }] : [];
  return [messageOf(event, { from, accountId, message })];
}

const receiptOf = (mid: string, status: 'sent' | 'read', at: Date | null): InboundEvent => ({
  type: 'receipt',
  threadKeys: [`ref:${mid}`],
  status,
  recipient: null,
  reason: null,
  at,
});

function messageOf(
  event: MessagingEvent,
  { from, accountId, message }: { from: Handle | null; accountId: string; message: Partial<Message> },
): InboundMessage {
  const { text, attachments, flags } = readable(message);
  const { mid, reply_to } = message;
  return {
    ...plainMessage(text),
    externalId: mid ?? `instagram:${accountId}:${fingerprintOf(event)}`,
    // Not the addresses of files: a repetition may have them signed anew.
    fingerprint: fingerprintOf([from?.value, text, attachments.map(({ type }) => type)]),
    threadKeys: [...(reply_to?.mid ? [`ref:${reply_to.mid}`] : []), ...referenceHints(text)],
    from,
    to: [accountHandle(accountId)],
    sentAt: event.timestamp,
    attachments,
    flags: from ? flags : [...flags, 'no-sender'],
  };
}

/** What somebody reads of a message, never nothing. */
function readable({ text = '', attachments = [], reply_to, is_unsupported }: Partial<Message>) {
  const content = contentOf(text, attachments);
  const flags: Flag[] = reply_to?.story ? [reason('story-reply'), ...content.flags] : content.flags;
  const isEmpty = content.text === '' && content.attachments.length === 0 && flags.length === 0;
  if (!isEmpty) return { ...content, flags };
  const kind = is_unsupported ? 'unsupported' : 'message';
  return { ...content, text: unknownKind(kind), flags: ['not-shown'] satisfies Flag[] };
}
