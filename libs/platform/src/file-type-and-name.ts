import { create } from 'content-disposition';
import { fileTypeFromBuffer } from 'file-type';
import { rasterTypes } from './fetch-image.js';

const fallbackType = 'application/octet-stream';
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** By content where it can be told, else as declared. Raster images are never believed on their word. */
export async function sniffType(content: Uint8Array, declared: string): Promise<string> {
  // A file cut short makes the reader throw: that is an unknown type, no fault.
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  if (found) return found.mime;
  const type = declared.split(';')[0]!.trim().toLowerCase();
  return mediaType.test(type) && !rasterTypes.has(type) ? type : fallbackType;
}

/** A name that is only a name: no path, no control, no direction override that would disguise its ending. */
export function fileName(name: string): string {
  const cleaned = name
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/^[.\s]+/u, '')
    .trim();
  return [...cleaned].slice(0, 200).join('') || 'file';
}

/** RFC 6266 header for a download; `inline` only for what the caller knows to be safe to show. */
export const dispositionFor = (name: string, type: 'attachment' | 'inline' = 'attachment'): string =>
  create(fileName(name), { type });
