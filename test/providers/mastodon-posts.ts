import type { EmulatedFile } from './emulator.js';
import { Refusal } from './mastodon-refusal.js';

export type MastodonFile = EmulatedFile;

/** A person on the fediverse: `user@host`. */
export interface MastodonPerson {
  acct: string;
  name?: string;
  bot?: boolean;
}

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct';

export interface Post {
  id: string;
  by: string;
  /** The text as the person typed it. */
  text: string;
  spoiler: string;
  visibility: Visibility;
  mentions: string[];
  files: { id: string; file: MastodonFile; description: string }[];
  replyTo: string | null;
  createdAt: Date;
  editedAt: Date | null;
}

/** The pattern by which the server finds mentions: https://github.com/mastodon/mastodon, `Account::MENTION_RE`. */
const MENTION =
  /(?<![=/\p{L}\p{M}\p{Nd}\p{Pc}])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?(?:@[\p{L}\p{Nd}.-]+[\p{L}\p{Nd}]+)?)/giu;

/** Returns the full names of the accounts that a text mentions. */
export const mentionsIn = (text: string, domain: string): string[] => [
  ...new Set(
    [...text.matchAll(MENTION)].map(([, name]) => (name!.includes('@') ? name! : `${name}@${domain}`).toLowerCase()),
  ),
];

/** Returns the length of a post as the server counts it: a link counts 23 characters, a mention counts without its host. */
export const lengthOf = (text: string): number =>
  [...text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(MENTION, (_, name: string) => `@${name.split('@')[0]}`)]
    .length;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const profileOf = (acct: string): string => {
  const [user, host] = acct.split('@');
  return `https://${host}/@${user}`;
};

/** Returns the HTML of a text as the server writes it, with paragraphs, mentions and links. */
export function htmlOf(text: string, domain: string): string {
  const linked = escaped(text)
    .replace(
      /https?:\/\/(\S+)/g,
      (url, rest: string) =>
        `<a href="${url}" target="_blank" rel="nofollow noopener"><span class="invisible">https://</span><span class="">${rest}</span></a>`,
    )
    .replace(MENTION, (_, name: string) => {
      const url = profileOf(name.includes('@') ? name : `${name}@${domain}`);
      return `<span class="h-card" translate="no"><a href="${url}" class="u-url mention">@<span>${name.split('@')[0]}</span></a></span>`;
    });
  const paragraphs = linked.split(/\n{2,}/).map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`);
  return paragraphs.join('');
}

const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/heic', 'image/heif', 'image/webp', 'image/avif'];
const OTHER_TYPES = [
  'video/webm',
  'video/mp4',
  'video/quicktime',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/aac',
];

export function assertMedia({ type, content }: MastodonFile): void {
  const isImage = IMAGE_TYPES.includes(type);
  if (!isImage && !OTHER_TYPES.includes(type))
    throw new Refusal(422, 'Validation failed: File content type is invalid');
  const max = isImage ? 16 : 99;
  if (content.byteLength > max * 1024 * 1024)
    throw new Refusal(422, `Validation failed: File file size must be less than ${max} MB`);
}

export function assertTogether(files: readonly MastodonFile[]): void {
  if (files.length > 4) throw new Refusal(422, 'Cannot attach more than 4 files');
  if (files.length > 1 && files.some(({ type }) => !type.startsWith('image/')))
    throw new Refusal(422, 'Cannot attach a video to a post that already contains images');
}
