import type { Flag } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundAttachment } from '../inbound-events.js';
import { clean, cleanLine } from '../kit/clean-text.js';
import { List } from '../kit/lenient-lists.js';
import { fileAt } from '../meta/inbound-file-attachment.js';
import { reason } from './texts.js';

/** What somebody reads of a message. */
export interface Content {
  text: string;
  attachments: InboundAttachment[];
  flags: Flag[];
}

const Text = z.string().min(1).optional().catch(undefined);
const Attachment = z.looseObject({
  type: z.string().catch('unknown'),
  payload: z.looseObject({ url: Text, title: Text }).nullish().catch(undefined),
});
type Attachment = z.infer<typeof Attachment>;

/** What a signed address of Meta's file server leads to: a picture, mostly. */
const MEDIA_BEHIND: Record<string, string> = { story_mention: 'image', share: 'image', ig_post: 'image' };

/** What an attachment is where it is no file that the person made. */
const FLAGS: Record<string, Flag> = {
  story_mention: reason('story-mention'),
  share: reason('shared-post'),
  ig_post: reason('shared-post'),
  ig_reel: reason('shared-post'),
  reel: reason('shared-post'),
  ephemeral: reason('ephemeral'),
};

export function contentOf(text: string, attachments: unknown): Content {
  const content: Content = { text: clean(text), attachments: [], flags: [] };
  for (const raw of List.parse(attachments)) {
    const attachment = Attachment.safeParse(raw).data ?? Attachment.parse({});
    const { lines, file, flags } = partOf(attachment);
    content.text = [content.text, ...lines.filter((line) => !content.text.includes(line))].filter(Boolean).join('\n');
    if (file) content.attachments.push(file);
    content.flags.push(...flags.filter((flag) => !content.flags.includes(flag)));
  }
  return content;
}

function partOf({ type, payload }: Attachment): { lines: string[]; file?: InboundAttachment; flags: Flag[] } {
  const url = payload?.url;
  const lines = payload?.title ? [clean(payload.title)] : [];
  const file = fileAt(isPermalink(url) ? type : (MEDIA_BEHIND[type] ?? type), url);
  const flag = FLAGS[type];
  const flags = flag ? [flag] : [];
  if (file) return { lines, file, flags };
  if (url) return { lines: [...lines, clean(url)], flags };
  if (flag || lines.length > 0) return { lines, flags };
  return { lines: [unknownKind(type)], flags: ['not-shown'] };
}

/** An address for people to open; all others are signed ones of Meta's file server, gone after some time: those are fetched. */
function isPermalink(url: string | undefined): boolean {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname;
  return host !== undefined && /(?:^|\.)instagram\.com$/.test(host);
}

export const unknownKind = (type: string): string =>
  `Something that only Instagram itself shows: ${cleanLine(type, 60) || 'unknown'}.`;
