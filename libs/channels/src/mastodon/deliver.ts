import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import { commonReason } from '../kit/common-texts.js';
import { sendInOrder, textParts } from '../kit/send-in-parts.js';
import { Instance, Refusal } from './api-client.js';
import { hostOf, type MastodonConfig } from './config.js';
import { About } from './api-entities.js';
import { mentionOf, postId } from './handles.js';
import { reason } from './texts.js';

/** The length that every instance accepts; an instance may state that it accepts more. */
const MAX_TEXT = 500;
/** The number of characters that a link counts, whatever its length. */
const LINK = 23;

const Posted = z.looseObject({ id: z.string().min(1) });
const Uploaded = z.looseObject({ id: z.string().min(1), url: z.string().nullish().catch(null) });

interface Part {
  text: string;
  mediaIds: string[];
}

/** Sends a thread of direct posts to one person. Another attempt has the same keys, so that no post is created twice. */
export async function deliver(message: OutboundMessage, config: MastodonConfig, io: ChannelIo): Promise<Delivered> {
  const mention = message.to[0] && mentionOf(message.to[0]);
  if (!mention) throw new ChannelError(reason('not-reachable'), { retryable: false });
  const instance = new Instance(io, config);
  const host = hostOf(config);
  const texts = await divided(withoutMentions(message.text), mention, instance);
  const parts = partsOf(texts, await upload(message, instance)).map((part, n) => ({ ...part, n }));
  const prefix = postId(host, '');
  const question = answeredIn(message.references, prefix);
  return sendInOrder(parts, message.parts, async ({ text, mediaIds, n }, before) => {
    const post = {
      status: `${mention} ${text}`.trim(),
      visibility: 'direct',
      ...(mediaIds.length > 0 && { media_ids: mediaIds }),
    };
    const answered = before?.slice(prefix.length) ?? question;
    return postId(host, await answer(instance, { post, answered, key: `${message.externalId}/${n + 1}` }));
  });
}

/** Replies to the citizen's post, or posts separately when that post has been deleted. */
async function answer(
  instance: Instance,
  { post, answered, key }: { post: object; answered: string | undefined; key: string },
): Promise<string> {
  try {
    const reply = answered === undefined ? {} : { in_reply_to_id: answered };
    return (await instance.post('/api/v1/statuses', { body: { ...post, ...reply }, shape: Posted, key })).id;
  } catch (error) {
    if (answered !== undefined && error instanceof Refusal && error.status === 404)
      return answer(instance, { post, answered: undefined, key });
    throw error;
  }
}

const MENTION = /(?<![\p{L}\p{Nd}_])([@＠])(?=[\p{L}\p{N}_])/gu;
/** The characters after which an instance does not look for a mention, not even in links. */
const MENTION_IN_LINK = /(?<![\p{L}\p{Nd}_/=])@/gu;

/**
 * Prevents mentions in the text of a reply: every mentioned account is shown the post, and only the citizen may be,
 * whatever name an agent writes or quotes. An invisible space is put behind each @ that an instance would take for a
 * mention. Mail addresses and links are kept.
 */
export const withoutMentions = (text: string): string =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((piece, n) => (n % 2 ? piece.replace(MENTION_IN_LINK, '%40') : piece.replace(MENTION, '$1\u200B')))
    .join('');

async function divided(text: string, mention: string, instance: Instance): Promise<string[]> {
  const room = (max: number) => max - mention.length - 1 - missingInLinks(text);
  if (text.length <= room(MAX_TEXT)) return text.trim() ? [text.trim()] : [];
  const { configuration } = await instance.get('/api/v2/instance', About);
  return textParts(text, Math.max(50, room(configuration.statuses.max_characters)));
}

/** Returns the characters that short links count beyond their length, as an instance counts each link as equally long. */
const missingInLinks = (text: string): number =>
  (text.match(/https?:\/\/\S+/g) ?? []).reduce((sum, url) => sum + Math.max(0, LINK - url.length), 0);

/** Uploads all files before the first post, so that a refused file leaves no incomplete message. */
async function upload(
  { attachments }: OutboundMessage,
  instance: Instance,
): Promise<{ id: string; isImage: boolean }[]> {
  const uploads: { id: string; isImage: boolean }[] = [];
  for (const { name, type, content } of attachments) {
    const form = new FormData();
    form.set('file', new File([Uint8Array.from(await content())], name, { type }));
    form.set('description', name);
    try {
      const { id, url } = await instance.post('/api/v2/media', { body: form, shape: Uploaded });
      if (!url) await ready(instance, id);
      uploads.push({ id, isImage: type.startsWith('image/') });
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      // An uploaded file is not visible without a post, so it does no harm if it may have arrived.
      const { retryable, afterSeconds } = error;
      const because = commonReason('file-refused', { name, because: error.reason });
      throw new ChannelError(because, { retryable, afterSeconds, cause: error });
    }
  }
  return uploads;
}

/** Waits until the instance has processed a file. */
async function ready(instance: Instance, id: string): Promise<void> {
  for (let pause = 100; pause < 15_000; pause *= 2) {
    await sleep(pause);
    if ((await instance.status(`/api/v1/media/${id}`)) === 200) return;
  }
  throw new ChannelError(reason('still-processing'), { retryable: true });
}

/** Divides files between posts: a post can have up to four pictures, or one video or sound. */
function partsOf(texts: readonly string[], files: readonly { id: string; isImage: boolean }[]): Part[] {
  const images = files.filter(({ isImage }) => isImage).map(({ id }) => id);
  const others = files.filter(({ isImage }) => !isImage).map(({ id }) => [id]);
  const groups = images.length > 0 ? [images, ...others] : others;
  return Array.from({ length: Math.max(texts.length, groups.length) }, (_, n) => ({
    text: texts[n] ?? '',
    mediaIds: groups[n] ?? [],
  }));
}

/** Returns the last post of the case on this instance. */
const answeredIn = (references: readonly string[], prefix: string): string | undefined =>
  references.findLast((id) => id.startsWith(prefix))?.slice(prefix.length);
