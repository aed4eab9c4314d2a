import type { Flag } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundAttachment } from '../channel.js';
import { clean, cleanLine } from '../kit/clean.js';
import { List } from '../kit/lists.js';

/** What somebody reads of a message. */
export interface Content {
  text: string;
  attachments: InboundAttachment[];
  flags: Flag[];
}

const Text = z.string().min(1).optional().catch(undefined);
const Attachment = z.looseObject({
  type: z.string().catch('unknown'),
  title: Text,
  url: Text,
  payload: z
    .looseObject({
      url: Text,
      title: Text,
      sticker_id: z.coerce.string().optional().catch(undefined),
      coordinates: z.looseObject({ lat: z.number(), long: z.number() }).optional().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});
type Attachment = z.infer<typeof Attachment>;

/** What files are until they are fetched, and their server says more. */
const FILES: Record<string, string> = {
  image: 'image/jpeg',
  sticker: 'image/png',
  video: 'video/mp4',
  audio: 'audio/mp4',
  file: 'application/octet-stream',
};

export function contentOf(text: string, attachments: unknown): Content {
  const content: Content = { text: clean(text), attachments: [], flags: [] };
  const addresses = new Set<string>();
  for (const raw of List.parse(attachments)) {
    const attachment = Attachment.safeParse(raw).data ?? Attachment.parse({});
    const url = attachment.payload?.url;
    const isFile = attachment.type in FILES && url !== undefined && URL.canParse(url);
    if (!isFile) add(content, shared(attachment, content.text));
    // For a time a sticker comes as a sticker and as an image, too.
    else if (!addresses.has(url)) content.attachments.push(file(attachment.type, url));
    if (url) addresses.add(url);
  }
  return content;
}

function file(type: string, url: string): InboundAttachment {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  const name = /\.\w{1,5}$/.test(last) ? cleanLine(decoded(last), 200) : type;
  return { name, type: FILES[type]!, content: { source: url }, inline: false };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Something shared: a place, a link, a post of somebody; in words. */
function shared({ type, title, url, payload }: Attachment, text: string): Pick<Content, 'text' | 'flags'> {
  if (payload?.coordinates) {
    const { lat, long } = payload.coordinates;
    return { text: [title, `geo:${lat},${long}`].filter(Boolean).join('\n'), flags: [] };
  }
  const lines = [title ?? payload?.title, payload?.url ?? url].filter((line) => line && !text.includes(line));
  const isSaid = lines.length > 0 || (type === 'fallback' && text !== '');
  return isSaid ? { text: lines.join('\n'), flags: [] } : { text: unknownKind(type), flags: ['not-shown'] };
}

export const unknownKind = (type: string): string =>
  `Something that Messenger shows by itself only: ${cleanLine(type, 60) || 'unknown'}.`;

function add(content: Content, { text, flags }: Pick<Content, 'text' | 'flags'>): void {
  content.text = [content.text, clean(text)].filter(Boolean).join('\n');
  content.flags.push(...flags.filter((flag) => !content.flags.includes(flag)));
}
