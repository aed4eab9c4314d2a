import type { Attachment } from '@guichet/contracts';
import { addressOf } from '../api/client.js';

/** A file that the viewer can show, wherever it is kept. */
export interface ViewedFile {
  key: string;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  /** The address by which it is shown in place. */
  src: string;
  /** The address by which it is downloaded. */
  href: string;
}

export type ViewedKind = 'image' | 'pdf' | 'audio' | 'video';

const kinds: readonly (readonly [RegExp, ViewedKind])[] = [
  // Kinds of image that browsers draw without running anything; an SVG is a document with scripts.
  [/^image\/(?:png|jpeg|gif|webp|avif)$/, 'image'],
  [/^application\/pdf$/, 'pdf'],
  [/^audio\//, 'audio'],
  [/^video\//, 'video'],
];

/** How the console shows a file of this type in place. Undefined: it can only be downloaded. */
export const viewedKind = (type: string): ViewedKind | undefined => kinds.find(([pattern]) => pattern.test(type))?.[1];

export const viewedFile = ({ id, name, type, size }: Attachment): ViewedFile => ({
  key: id,
  name,
  type,
  size,
  src: addressOf('getAttachment', { params: { id }, query: { inline: '1' } }),
  href: addressOf('getAttachment', { params: { id } }),
});
