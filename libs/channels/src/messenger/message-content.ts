import type { Flag } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundAttachment } from '../inbound-events.js';
import { clean, cleanLine } from '../kit/clean-text.js';
import { List } from '../kit/lenient-lists.js';
import { fileAt } from '../meta/inbound-file-attachment.js';

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

export function contentOf(text: string, attachments: unknown): Content {
  const content: Content = { text: clean(text), attachments: [], flags: [] };
  const addresses = new Set<string>();
  for (const raw of List.parse(attachments)) {
    const attachment = Attachment.safeParse(raw).data ?? Attachment.parse({});
    const url = attachment.payload?.url;
    const file = fileAt(attachment.type, url);
    if (!file) add(content, shared(attachment, content.text));
    // For a time a sticker comes as a sticker and as an image, too.
    else if (!addresses.has(url!)) content.attachments.push(file);
    if (url) addresses.add(url);
  }
  return content;
}

/** Something shared: a place, a link, a post of somebody; in words. */
function shared({ type, title, url, payload }: Attachment, text: string): Pick<Content, 'text' | 'flags'> {
  if (payload?.coordinates) {
    const { lat, long } = payload.coordinates;
    return { text: [title, `geo:${lat},${long}`].filter(Boolean).join('\n'), flags: [] };
  }
  const address = linkBehind(payload?.url ?? url);
  const lines = [title ?? payload?.title, address].filter((line) => line && !text.includes(line));
  const isSaid = lines.length > 0 || (type === 'fallback' && text !== '');
  return isSaid ? { text: lines.join('\n'), flags: [] } : { text: unknownKind(type), flags: ['not-shown'] };
}

/** Facebook wraps links to count clicks (`https://l.facebook.com/l.php?u=…`): the address that was shared is inside. */
function linkBehind(url: string | undefined): string | undefined {
  const link = url === undefined ? null : URL.parse(url);
  const isWrapped = link?.pathname === '/l.php' && /^lm?\.(?:facebook|messenger|instagram)\.com$/.test(link.hostname);
  const target = isWrapped ? URL.parse(link.searchParams.get('u') ?? '') : null;
  if (!target) return url;
  target.searchParams.delete('fbclid');
  return target.href;
}

export const unknownKind = (type: string): string =>
  `Something that Messenger shows by itself only: ${cleanLine(type, 60) || 'unknown'}.`;

function add(content: Content, { text, flags }: Pick<Content, 'text' | 'flags'>): void {
  content.text = [content.text, clean(text)].filter(Boolean).join('\n');
  content.flags.push(...flags.filter((flag) => !content.flags.includes(flag)));
}
