import { z } from 'zod';
import { Unparsable } from '../channel-error.js';
import type { InboundEvent } from '../inbound-events.js';
import type { RawRequest } from '../raw-request.js';
import { cleanLine } from '../kit/clean-text.js';
import { sameSecret } from '../kit/compare-secrets.js';
import { plainMessage } from '../kit/text-only-message-fields.js';
import { fingerprintOf } from '../kit/message-fingerprint.js';
import { referenceHints } from '../kit/case-references.js';
import { botIdOf, type TelegramConfig } from './config.js';
import { contentOf } from './message-content.js';
import { messageId, person, User } from './handles.js';

/** The header by which Telegram shows the token that only it was told. */
export function verify({ headers }: RawRequest, { secretToken }: TelegramConfig): boolean {
  return sameSecret(headers['x-telegram-bot-api-secret-token'] ?? '', secretToken);
}

const Seconds = z
  .number()
  .positive()
  .transform((seconds) => new Date(seconds * 1000))
  .refine((at) => !Number.isNaN(at.getTime()));
const At = Seconds.nullable().catch(null);
const Chat = z.looseObject({ id: z.number().int(), type: z.string() });
const OfGroup = z.looseObject({ chat: z.looseObject({ type: z.string().refine((type) => type !== 'private') }) });

const Message = z.looseObject({
  message_id: z.number().int(),
  chat: Chat,
  from: User,
  date: At,
  edit_date: At,
  reply_to_message: z.looseObject({ message_id: z.number().int() }).optional().catch(undefined),
});
type Message = z.infer<typeof Message>;

const Reaction = z.looseObject({
  chat: Chat,
  message_id: z.number().int(),
  user: User,
  date: At,
  new_reaction: z.array(z.looseObject({ type: z.string(), emoji: z.string().optional().catch(undefined) })),
});
const Membership = z.looseObject({
  chat: Chat,
  from: User,
  date: At,
  new_chat_member: z.looseObject({ status: z.string() }),
});

const Update = z.looseObject({ update_id: z.number().int() });

/** https://core.telegram.org/bots/api#update, of which we ask for these kinds. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'message_reaction', 'my_chat_member'] as const;

const READERS: Record<(typeof ALLOWED_UPDATES)[number], (value: unknown, botId: string) => InboundEvent[]> = {
  message: (value, botId) => messageOf(Message.parse(value), botId),
  edited_message: (value, botId) => editOf(Message.parse(value), botId),
  message_reaction(value, botId) {
    const { chat, message_id, user, date, new_reaction } = Reaction.parse(value);
    const emoji = new_reaction.at(-1);
    return [
      {
        type: 'reaction',
        target: messageId(botId, chat.id, message_id),
        from: person(user),
        // Some are pictures of a person's own making, which have no letters.
        emoji: emoji ? cleanLine(emoji.emoji ?? '', 20) || '❔' : null,
        at: date,
      },
    ];
  },
  my_chat_member(value) {
    const { from, date, new_chat_member } = Membership.parse(value);
    const given = new_chat_member.status !== 'kicked';
    const word = given ? 'unblocked our bot' : 'blocked our bot';
    return [{ type: 'consent', from: person(from), given, word, at: date }];
  },
};

/** One update a call. What a group says among itself is not meant for us. */
export async function parse({ body }: RawRequest, config: TelegramConfig): Promise<InboundEvent[]> {
  const update = updateOf(body);
  const kind = ALLOWED_UPDATES.find((each) => update[each] !== undefined);
  if (!kind) return [];
  // Neither what a group says, nor a reaction of its nameless administrators.
  if (OfGroup.safeParse(update[kind]).success) return [];
  try {
    return READERS[kind](update[kind], botIdOf(config));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new Unparsable('unparsable', `The update is no ${kind} as Telegram describes it.`, { cause: error });
  }
}

function updateOf(body: Uint8Array): z.infer<typeof Update> {
  try {
    return Update.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch (error) {
    throw new Unparsable('unparsable', 'The payload is no update of Telegram.', { cause: error });
  }
}

function messageOf(message: Message, botId: string): InboundEvent[] {
  const content = contentOf(message);
  // What the button sends by which everybody begins; they have said nothing yet.
  if (!content || content.text === '/start') return [];
  const { text, attachments, flags, files } = content;
  const from = person(message.from);
  const { chat, reply_to_message: answered } = message;
  return [
    {
      ...plainMessage(text),
      externalId: messageId(botId, chat.id, message.message_id),
      fingerprint: fingerprintOf([from.value, text, files]),
      threadKeys: [
        ...(answered ? [`ref:${messageId(botId, chat.id, answered.message_id)}`] : []),
        ...referenceHints(text),
      ],
      from,
      to: [{ type: 'account', value: `telegram:${botId}`, verified: true }],
      sentAt: message.date,
      attachments,
      flags,
    },
  ];
}

function editOf(message: Message, botId: string): InboundEvent[] {
  const content = contentOf(message);
  // A location that is shared live is an edit every few seconds.
  if (!content || 'location' in message) return [];
  const target = messageId(botId, message.chat.id, message.message_id);
  return [{ type: 'edit', target, from: person(message.from), text: content.text, at: message.edit_date }];
}
