import type { Handle } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundEvent, InboundMessage, InboundReceipt } from '../inbound-events.js';
import type { RawRequest } from '../raw-request.js';
import { cleanLine } from '../kit/clean-text.js';
import { GraphError, isOfAccount, reasonOf } from '../meta/graph-errors.js';
import { reason as metaReason } from '../meta/texts.js';
import { consentIn } from '../kit/consent-words.js';
import { List, readable } from '../kit/lenient-lists.js';
import { plainMessage } from '../kit/text-only-message-fields.js';
import { fingerprintOf } from '../kit/message-fingerprint.js';
import { referenceHints } from '../kit/case-references.js';
import { addressedIn, entriesOf } from '../meta/webhook-verification-and-entries.js';
import type { WhatsappConfig } from './config.js';
import { contentOf } from './message-content.js';
import { ownHandle, person } from './handles.js';
import { reason } from './texts.js';

const Text = z.string().min(1).optional().catch(undefined);
const Seconds = z.coerce
  .number()
  .positive()
  .transform((seconds) => new Date(seconds * 1000))
  .refine((at) => !Number.isNaN(at.getTime()))
  .nullable()
  .catch(null);

const Change = z.looseObject({
  field: z.enum(['messages', 'user_preferences']),
  value: z.looseObject({
    metadata: z.looseObject({ phone_number_id: z.coerce.string(), display_phone_number: Text }),
    contacts: List,
    messages: List,
    statuses: List,
    user_preferences: List,
  }),
});
type Value = z.infer<typeof Change>['value'];

const Contact = z.looseObject({
  wa_id: Text,
  user_id: Text,
  profile: z.looseObject({ name: Text, username: Text }).optional().catch(undefined),
});

const Message = z.looseObject({
  id: Text,
  from: Text,
  from_user_id: Text,
  timestamp: Seconds,
  type: z.string().catch('unknown'),
  context: z.looseObject({ id: Text }).optional().catch(undefined),
  group_id: Text,
});
type Message = z.infer<typeof Message>;

/** The numbers that a call tells of: one address is called for all those of an app. */
export const addressed = (request: RawRequest): string[] =>
  addressedIn(request, ({ changes }) =>
    readable(changes, Change).map(({ value }) => ownHandle(value.metadata.phone_number_id).value),
  );

/** One call may hold several numbers, people, messages and reports; those of other numbers are other accounts' to read. */
export async function parse(request: RawRequest, config: WhatsappConfig): Promise<InboundEvent[]> {
  return entriesOf(request)
    .flatMap(({ changes }) => readable(changes, Change))
    .filter(({ value }) => value.metadata.phone_number_id === config.phoneNumberId)
    .flatMap(({ value }) => [
      ...value.messages.flatMap((message) => eventsOf(message, value)),
      ...value.statuses.flatMap((status) => receiptOf(status) ?? []),
      ...value.user_preferences.flatMap(consentOf),
    ]);
}

function eventsOf(raw: unknown, value: Value): InboundEvent[] {
  // What is no object is still something that somebody sent.
  const message = Message.safeParse(raw).data ?? Message.parse({});
  const from = senderOf(message, value);
  // Somebody opened the chat for the first time, and has not written anything.
  if (message.type === 'request_welcome') return [];
  const other = from && aboutAnother(message, from);
  if (other) return [other];
  const written = messageOf(raw, { message, from, value });
  const given = message.type === 'text' ? consentIn(written.text) : undefined;
  if (given === undefined || !from) return [written];
  const word = cleanLine(written.text, 40);
  return [written, { type: 'consent', from, given, word, at: message.timestamp }];
}

const Preference = z.looseObject({
  wa_id: Text,
  user_id: Text,
  value: z.enum(['stop', 'resume']),
  detail: z.string().catch(''),
  timestamp: Seconds,
});

/** Somebody chose in WhatsApp itself to get no more messages from us, or to get them again. */
function consentOf(raw: unknown): InboundEvent[] {
  const choice = Preference.safeParse(raw).data;
  const from = choice && person(choice.wa_id, choice.user_id);
  if (!from) return [];
  const { value, detail, timestamp: at } = choice;
  return [{ type: 'consent', from, given: value === 'resume', word: cleanLine(detail, 100) || value, at }];
}

function senderOf({ from, from_user_id }: Message, value: Value): Handle | null {
  const contacts = readable(value.contacts, Contact);
  const contact =
    contacts.find(({ wa_id, user_id }) => (from && wa_id === from) || (from_user_id && user_id === from_user_id)) ??
    (contacts.length === 1 ? contacts[0] : undefined);
  const name = contact?.profile?.name ?? contact?.profile?.username;
  return person(from ?? contact?.wa_id, from_user_id ?? contact?.user_id, name && cleanLine(name, 200));
}

const Reaction = z.looseObject({ message_id: z.string().min(1), emoji: z.string().catch('') });
const Edit = z.looseObject({
  original_message_id: z.string().min(1),
  message: z.looseObject({ type: z.string() }),
});
const Revoke = z.looseObject({ original_message_id: z.string().min(1) });

/** A reaction, an edit or a deletion; undefined: a message by itself. */
function aboutAnother(message: Message, from: Handle): InboundEvent | undefined {
  const at = message.timestamp;
  const reaction = message.type === 'reaction' && Reaction.safeParse(message['reaction']).data;
  if (reaction) {
    const emoji = cleanLine(reaction.emoji, 20) || null;
    return { type: 'reaction', target: reaction.message_id, from, emoji, at };
  }
  const edit = message.type === 'edit' && Edit.safeParse(message['edit']).data;
  if (edit) {
    const { text } = contentOf(edit.message.type, edit.message);
    return { type: 'edit', target: edit.original_message_id, from, text, at };
  }
  const revoke = message.type === 'revoke' && Revoke.safeParse(message['revoke']).data;
  return revoke ? { type: 'deletion', target: revoke.original_message_id, from, at } : undefined;
}

function messageOf(
  raw: unknown,
  { message, from, value: { metadata } }: { message: Message; from: Handle | null; value: Value },
): InboundMessage {
  const { text, attachments, flags } = contentOf(message.type, message);
  const digest = fingerprintOf(raw);
  return {
    ...plainMessage(text),
    externalId: message.id ?? `whatsapp:${metadata.phone_number_id}:${digest}`,
    // Not of all that came: a repetition has other addresses for the same files.
    fingerprint: fingerprintOf([from?.value, message.type, text, attachments]),
    threadKeys: [...(message.context?.id ? [`ref:${message.context.id}`] : []), ...referenceHints(text)],
    from,
    to: [ownHandle(metadata.phone_number_id, metadata.display_phone_number)],
    sentAt: message.timestamp,
    attachments,
    // WhatsApp itself tells that somebody has another number now.
    ...(message.type === 'system' ? { automatic: 'no-reply' as const } : {}),
    flags: [
      ...flags,
      ...(from ? [] : ['no-sender' as const]),
      // Its author alone gets the reply.
      ...(message.group_id ? [reason('group')] : []),
    ],
  };
}

const STATUS: Record<string, InboundReceipt['status']> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  // A voice message was listened to.
  played: 'read',
  failed: 'failed',
};

const Status = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  timestamp: Seconds,
  biz_opaque_callback_data: Text,
  errors: List,
});

function receiptOf(raw: unknown): InboundReceipt | undefined {
  const parsed = Status.safeParse(raw).data;
  const status = parsed && STATUS[parsed.status];
  if (!status) return undefined;
  const [error] = readable(parsed.errors, GraphError);
  const token = parsed.biz_opaque_callback_data;
  return {
    type: 'receipt',
    threadKeys: [...(token ? [`bounce:${token}`] : []), `ref:${parsed.id}`],
    externalId: parsed.id,
    status,
    // There is but one.
    recipient: null,
    reason: status === 'failed' ? (error ? reasonOf(error) : metaReason('no-reason')) : null,
    at: parsed.timestamp,
    ...(error && isOfAccount(error) && { isAccountFault: true as const }),
  };
}
