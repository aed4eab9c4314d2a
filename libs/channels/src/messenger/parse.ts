import type { Handle } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundEvent, InboundMessage, RawRequest } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { List } from '../kit/lists.js';
import { plainMessage } from '../kit/plain-message.js';
import { fingerprintOf, hints } from '../kit/seen.js';
import { addressedIn, entriesOf } from '../meta/webhook.js';
import type { MessengerConfig } from './config.js';
import { contentOf, unknownKind } from './content.js';
import { pageHandle, personHandle } from './handles.js';

const Text = z.string().min(1).optional().catch(undefined);
const Id = z.looseObject({ id: z.coerce.string().regex(/^\d+$/) });
const Millis = z.coerce
  .number()
  .positive()
  .transform((millis) => new Date(millis))
  .refine((at) => !Number.isNaN(at.getTime()));

/** What every event has; what it is about lies in a key of its own. */
const Event = z.looseObject({ sender: Id.nullish().catch(null), timestamp: Millis.nullable().catch(null) });
type Event = z.infer<typeof Event>;

const Message = z.looseObject({
  mid: Text,
  text: z.string().catch(''),
  is_echo: z.boolean().catch(false),
  metadata: Text,
  attachments: List,
  reply_to: z.looseObject({ mid: Text }).optional().catch(undefined),
});
const Postback = z.looseObject({ mid: Text, title: z.string().catch('') });
const Watermark = z.looseObject({ watermark: Millis, mids: z.array(z.string()).catch([]) });
const Reaction = z.looseObject({ mid: z.string().min(1), action: z.string(), emoji: Text, reaction: Text });
const Edit = z.looseObject({ mid: z.string().min(1), text: z.string() });

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
  const event = Event.safeParse(raw).data;
  if (!event) return [];
  const from = event.sender ? personHandle(pageId, event.sender.id) : null;
  const at = event.timestamp;

  if ('message' in event) return messages(event, from, pageId);
  if ('postback' in event) {
    const { mid, title } = Postback.safeParse(event['postback']).data ?? Postback.parse({});
    return [messageOf(event, from, pageId, { mid, text: title })];
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

function messages(event: Event, from: Handle | null, pageId: string): InboundEvent[] {
  const message = Message.safeParse(event['message']).data;
  if (!message) return [messageOf(event, from, pageId, { attachments: [{ type: 'message' }] })];
  const isEcho = message.is_echo || event.sender?.id === pageId;
  return isEcho ? echo(event, message) : [messageOf(event, from, pageId, message)];
}

/** What the page itself said. Ours bears our token; what a colleague wrote elsewhere has nobody here that it could be of. */
function echo({ timestamp }: Event, { mid, metadata }: z.infer<typeof Message>): InboundEvent[] {
  if (!mid || !metadata) return [];
  const threadKeys = [`bounce:${metadata}`, `ref:${mid}`];
  return [
    { type: 'receipt', threadKeys, externalId: mid, status: 'sent', recipient: null, reason: null, at: timestamp },
  ];
}

/** All that was sent before a time; in new applications also the messages by their ids. */
function watermark(handle: Handle, value: unknown, status: 'delivered' | 'read'): InboundEvent[] {
  const told = Watermark.safeParse(value).data;
  if (!told) return [];
  const at = told.watermark;
  const receipt = { type: 'receipt', status, recipient: null, reason: null, at } as const;
  return [
    ...told.mids.map((mid) => ({ ...receipt, threadKeys: [`ref:${mid}`] })),
    { ...receipt, threadKeys: [], upTo: { handle, at } },
  ];
}

/** Those who react with an old application send only the name of what they feel. */
const EMOJI: Record<string, string> = {
  smile: '😆',
  angry: '😠',
  sad: '😢',
  wow: '😮',
  love: '❤️',
  like: '👍',
  dislike: '👎',
};

function emojiOf({ action, emoji, reaction }: z.infer<typeof Reaction>): string | null {
  if (action === 'unreact') return null;
  return cleanLine(emoji ?? '', 20) || EMOJI[reaction ?? ''] || '❔';
}

function messageOf(
  event: Event,
  from: Handle | null,
  pageId: string,
  { mid, text: written = '', attachments: attached = [], reply_to }: Partial<z.infer<typeof Message>>,
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
    threadKeys: [...(reply_to?.mid ? [`ref:${reply_to.mid}`] : []), ...hints(text)],
    from,
    to: [pageHandle(pageId)],
    sentAt: event.timestamp,
    attachments,
    flags: from ? flags : [...flags, 'no-sender'],
  };
}
