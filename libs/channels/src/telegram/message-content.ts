import type { Flag } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundAttachment } from '../inbound-events.js';
import { clean, cleanLine } from '../kit/clean-text.js';
import { nameOf, User } from './handles.js';

/** What somebody reads of a message. */
export interface Content {
  text: string;
  attachments: InboundAttachment[];
  flags: Flag[];
  /** What a file is called whenever it is sent; the ids by which it is fetched change. */
  files: string[];
}

/** What bots may fetch. https://core.telegram.org/bots/api#getfile */
const MAX_DOWNLOAD = 20 * 1024 * 1024;

const Text = z.string().min(1).optional().catch(undefined);
const Size = z.number().optional().catch(undefined);
const File = z.looseObject({
  file_id: z.string().min(1),
  file_unique_id: z.string().catch(''),
  file_size: Size,
  file_name: Text,
  mime_type: Text,
});
type File = z.infer<typeof File>;
const Photo = z.array(File.extend({ width: z.number().catch(0) })).min(1);

/** Files by their key in a message, and what they are where they do not say so. */
const FILES: Record<string, { name: string; type: string }> = {
  document: { name: 'document', type: 'application/octet-stream' },
  animation: { name: 'animation.mp4', type: 'video/mp4' },
  audio: { name: 'audio.mp3', type: 'audio/mpeg' },
  video: { name: 'video.mp4', type: 'video/mp4' },
  video_note: { name: 'video-message.mp4', type: 'video/mp4' },
  voice: { name: 'voice-message.ogg', type: 'audio/ogg' },
};

type Message = Record<string, unknown>;
type Words = Pick<Content, 'text' | 'flags'>;
const words = (...lines: (string | undefined)[]): Words => ({ text: lines.filter(Boolean).join('\n'), flags: [] });
const notShown = (...lines: (string | undefined)[]): Words => ({ ...words(...lines), flags: ['not-shown'] });

const Place = z.looseObject({ latitude: z.number(), longitude: z.number() });
const Venue = z.looseObject({ location: Place, title: Text, address: Text });
const Contact = z.looseObject({
  phone_number: z.string(),
  first_name: Text,
  last_name: Text,
  user_id: z.unknown().optional(),
});
const Poll = z.looseObject({ question: z.string(), options: z.array(z.looseObject({ text: z.string() })).catch([]) });
const Sticker = z.looseObject({ emoji: Text });
const Dice = z.looseObject({ emoji: z.string(), value: z.number() });

const geo = ({ latitude, longitude }: z.infer<typeof Place>) => `geo:${latitude},${longitude}`;

/** What is said without a text, by its key in a message. */
const WORDS: Record<string, (value: unknown, message: Message) => Words> = {
  // A place with a name comes with its bare location beside it.
  location: (value, { venue }) => (venue ? words() : words(geo(Place.parse(value)))),
  venue(value) {
    const { title, address, location } = Venue.parse(value);
    return words(title, address, geo(location));
  },
  contact(value, { from }) {
    const { phone_number, first_name, last_name, user_id } = Contact.parse(value);
    const number = phone_number.startsWith('+') ? phone_number : `+${phone_number}`;
    // A claim still: the sender says that it is theirs, whatever Telegram knows.
    const isOwn = user_id !== undefined && user_id === User.safeParse(from).data?.id;
    return words(isOwn ? `My phone number: ${number}` : [first_name, last_name, number].filter(Boolean).join(' '));
  },
  poll(value) {
    const { question, options } = Poll.parse(value);
    return notShown(question, ...options.map(({ text }) => `- ${text}`));
  },
  sticker: (value) => notShown(`Sticker ${Sticker.parse(value).emoji ?? ''}`.trim()),
  dice(value) {
    const { emoji, value: points } = Dice.parse(value);
    return notShown(`${emoji} ${points}`);
  },
};

/** What Telegram tells by a message, and nobody wrote. */
const SERVICE =
  /^(?:pinned_message|message_auto_delete_timer_changed|chat_background_set|write_access_allowed|connected_website|boost_added|users?_shared|chat_shared|proximity_alert_triggered|new_chat_.*|left_chat_member|delete_chat_photo|migrate_.*|(?:general_)?forum_topic_.*|(?:unique_)?gift.*|giveaway.*|successful_payment|passport_data|(?:direct|paid)_message_price_changed|checklist_tasks_.*|suggested_post_.*|.*_(?:started|ended|scheduled|created|completed|refunded|upgraded))$/;

/** What says something of a message and is none of its content. */
const ABOUT =
  /^(?:message_id|message_thread_id|is_topic_message|date|chat|from|sender_.*|via_bot|edit_date|media_group_id|author_signature|reply_.*|external_reply|quote|forward_.*|is_automatic_forward|has_.*|is_from_offline|.*entities|link_preview_options|caption|effect_id|show_caption_above_media|paid_star_count|business_.*)$/;

/** Null: a message by which Telegram tells something, and that nobody wrote. What cannot be read of one loses none of its words. */
export function contentOf(message: Message): Content | null {
  try {
    return read(message);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const text = [written(message['text'] ?? message['caption'], []), unknownKind('message')]
      .filter(Boolean)
      .join('\n');
    return { text: clean(text), attachments: [], flags: ['not-shown'], files: [] };
  }
}

function read(message: Message): Content | null {
  const kinds = Object.keys(message).filter((key) => !ABOUT.test(key));
  if (kinds.length > 0 && kinds.every((key) => SERVICE.test(key))) return null;

  const files = filesOf(message);
  const said = kinds.flatMap((kind) => WORDS[kind]?.(message[kind], message) ?? []);
  const text = [
    forwardedFrom(message['forward_origin']),
    written(message['text'] ?? message['caption'], message['entities'] ?? message['caption_entities']),
    ...said.map((each) => each.text),
    ...files.flatMap(tooLarge),
  ].filter(Boolean);
  const isUnknown = files.length === 0 && said.length === 0 && !('text' in message);
  if (isUnknown) text.push(unknownKind(kinds[0] ?? 'message'));
  return {
    text: clean(text.join('\n')),
    attachments: files.map(({ name, type, file_id }) => ({ name, type, content: { source: file_id }, inline: false })),
    flags: isUnknown || said.some(({ flags }) => flags.length > 0) ? ['not-shown'] : [],
    files: files.map(({ file_unique_id }) => file_unique_id),
  };
}

const unknownKind = (kind: string): string =>
  `Something that Telegram shows by itself only: ${cleanLine(kind.replaceAll('_', ' '), 60)}.`;

type NamedFile = File & { name: string; type: string };

function filesOf(message: Message): NamedFile[] {
  const photo = message['photo'] === undefined ? [] : [largest(Photo.parse(message['photo']))];
  const others = Object.entries(FILES)
    // An animation comes as a document, too, for applications of old.
    .filter(([key]) => message[key] !== undefined && !(key === 'document' && message['animation'] !== undefined))
    .map(([key, usual]) => named(File.parse(message[key]), usual));
  return [...photo, ...others];
}

/** One photo comes in several sizes. */
function largest(sizes: z.infer<typeof Photo>): NamedFile {
  const best = sizes.reduce((a, b) => (b.width > a.width ? b : a));
  return named(best, { name: 'photo.jpg', type: 'image/jpeg' });
}

const named = (file: File, usual: { name: string; type: string }): NamedFile => ({
  ...file,
  name: cleanLine(file.file_name ?? '', 200) || usual.name,
  type: file.mime_type?.toLowerCase() ?? usual.type,
});

const tooLarge = ({ name, file_size = 0 }: NamedFile): string[] =>
  file_size > MAX_DOWNLOAD
    ? [`“${name}” has ${Math.round(file_size / 1024 / 1024)} MB: Telegram lets us fetch 20 MB at most.`]
    : [];

const Link = z.looseObject({ type: z.literal('text_link'), offset: z.number(), length: z.number(), url: z.string() });

/** The text, and behind words that are a link the address to which it leads. */
function written(text: unknown, entities: unknown): string {
  if (typeof text !== 'string') return '';
  const links = z.array(z.unknown()).catch([]).parse(entities);
  return links
    .flatMap((entity) => Link.safeParse(entity).data ?? [])
    .sort((a, b) => b.offset - a.offset)
    .reduce((done, { offset, length, url }) => {
      const end = offset + length;
      return `${done.slice(0, end)} (${url})${done.slice(end)}`;
    }, text);
}

const Origin = z.looseObject({
  sender_user: User.optional().catch(undefined),
  sender_user_name: Text,
  sender_chat: z.looseObject({ title: Text }).optional().catch(undefined),
  chat: z.looseObject({ title: Text }).optional().catch(undefined),
});

/** Words of somebody else must not pass for the sender's. */
function forwardedFrom(origin: unknown): string {
  const known = Origin.safeParse(origin).data;
  if (!known) return '';
  const { sender_user, sender_user_name, sender_chat, chat } = known;
  const name = sender_user ? nameOf(sender_user) : (sender_user_name ?? sender_chat?.title ?? chat?.title);
  return `[Forwarded from ${cleanLine(name ?? '', 120) || 'somebody'}]`;
}
