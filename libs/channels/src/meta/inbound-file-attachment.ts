import type { InboundAttachment } from '../inbound-events.js';
import { cleanLine } from '../kit/clean-text.js';

/** What files are until they are fetched, and their server says more. */
const FILES: Record<string, string> = {
  image: 'image/jpeg',
  sticker: 'image/png',
  video: 'video/mp4',
  audio: 'audio/mp4',
  file: 'application/octet-stream',
};

/** The file behind a signed address of Meta's file server; undefined where there is none. */
export function fileAt(type: string, url: string | undefined): InboundAttachment | undefined {
  if (!(type in FILES) || url === undefined || !URL.canParse(url)) return undefined;
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
