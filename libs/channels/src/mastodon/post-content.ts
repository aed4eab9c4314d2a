import type { Flag } from '@guichet/contracts';
import type { InboundAttachment } from '../inbound-events.js';
import { clean, cleanLine } from '../kit/clean-text.js';
import { sanitizeHtml } from '../kit/sanitize-html.js';
import { textFromHtml } from '../kit/html-to-text.js';
import { readable } from '../kit/lenient-lists.js';
import { Media, type Status } from './api-entities.js';

/** Returns the content of a post without the mention that addresses it to us. */
export interface Content {
  text: string;
  html: string | null;
  remoteImages: string[];
  attachments: InboundAttachment[];
  flags: Flag[];
}

/** `ownId` is the id of our account on the instance. */
export function contentOf(status: Status, ownId: string): Content {
  const source = [
    status.spoiler_text && `<p><strong>${escaped(status.spoiler_text)}</strong></p>`,
    withoutOwnMention(status, ownId),
    pollOf(status),
  ].join('');
  const safe = sanitizeHtml(source, new Map());
  const text = clean(textFromHtml(safe?.html ?? source));
  return {
    text,
    html: safe && text ? clean(safe.html) : null,
    remoteImages: safe?.remoteImages ?? [],
    attachments: readable(status.media_attachments, Media).flatMap(attachment),
    flags: [
      ...(EVERYBODY.has(status.visibility) ? (['public'] as const) : []),
      ...(safe ? [] : (['text-only-fallback'] as const)),
    ],
  };
}

/** Returns whether everybody can read a post. Unlisted posts are public; posts for followers are not. */
const EVERYBODY = new Set(['public', 'unlisted']);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const pollOf = ({ poll }: Status): string =>
  poll ? `<ul>${poll.options.map(({ title }) => `<li>${escaped(title)}</li>`).join('')}</ul>` : '';

const OPENING = /^(?:\s|<(?:p|span|br)\b[^<>]*>|<\/span>)*/;
const LINK = /^<a\b[^<>]*\bhref="([^"<>]*)"[^<>]*>(?:[^<]|<\/?(?:span|bdi)\b[^<>]*>)*<\/a>/;

/** Removes our own mention from the beginning of a post, as we know that it is for us. Other mentions are kept. */
function withoutOwnMention({ content, mentions }: Status, ownId: string): string {
  for (let at = 0; ;) {
    at += OPENING.exec(content.slice(at))![0].length;
    const [link, url] = LINK.exec(content.slice(at)) ?? [];
    const mentioned = mentions.find((mention) => mention.url === url);
    if (link === undefined || !mentioned) return content;
    const before = content.slice(0, at);
    const after = content.slice(at + link.length);
    if (mentioned.id === ownId)
      return before.replace(/<span\b[^<>]*>$/, '') + after.replace(/^(?:<\/span>)?[\s,:]*/, '');
    at += link.length;
  }
}

/** The media types of files until they are fetched and their server returns the exact type. */
const TYPES: Record<string, string> = {
  image: 'image/jpeg',
  gifv: 'video/mp4',
  video: 'video/mp4',
  audio: 'audio/mpeg',
};

/**
 * Uses the instance's own copy of a file, or the original where it keeps none. Its name is a number, so the sender's
 * description is used as the file name.
 */
function attachment({ type, url, remote_url, description }: Media): InboundAttachment[] {
  const source = url ?? remote_url;
  if (!source || !URL.canParse(source)) return [];
  const file = new URL(source).pathname.split('/').at(-1) ?? '';
  const extension = /\.\w{1,5}$/.exec(file)?.[0] ?? '';
  const said = cleanLine(description ?? '', 80);
  const name = said && !said.endsWith(extension) ? `${said}${extension}` : said || cleanLine(file, 120) || 'file';
  return [{ name, type: TYPES[type] ?? 'application/octet-stream', content: { source }, inline: false }];
}
