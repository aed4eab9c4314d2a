import type { Attachment, EnclosedFile } from '@guichet/contracts';
import { addressOf } from '../api/client.js';

/** Where a mail is that is a file: an attachment, and the way to a mail inside of it. */
export interface EnclosedPlace {
  id: string;
  within: string | undefined;
}

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
  /** By which it is read where it is a mail. */
  place: EnclosedPlace;
}

export type ViewedKind = 'image' | 'pdf' | 'audio' | 'video' | 'mail';

const kinds: readonly (readonly [RegExp, ViewedKind])[] = [
  // Kinds of image that browsers draw without running anything; an SVG is a document with scripts.
  [/^image\/(?:png|jpeg|gif|webp|avif)$/, 'image'],
  [/^application\/pdf$/, 'pdf'],
  [/^audio\//, 'audio'],
  [/^video\//, 'video'],
  [/^message\/(?:rfc822|global)$/, 'mail'],
];

/** How the console shows such a file in place. Undefined: it can only be downloaded. */
export const viewedKind = ({ type, name }: { type: string; name: string }): ViewedKind | undefined =>
  kinds.find(([pattern]) => pattern.test(type))?.[1] ?? (/\.eml$/i.test(name) ? 'mail' : undefined);

export const viewedFile = ({ id, name, type, size }: Attachment): ViewedFile => ({
  key: id,
  ...{ name, type, size },
  src: addressOf('getAttachment', { params: { id }, query: { inline: '1' } }),
  href: addressOf('getAttachment', { params: { id } }),
  place: { id, within: undefined },
});

/** A file of a mail that is a file itself. */
export function viewedEnclosedFile({ id, within }: EnclosedPlace, { n, name, type, size }: EnclosedFile): ViewedFile {
  const inner = within === undefined ? String(n) : `${within}.${n}`;
  return {
    key: `${id}/${inner}`,
    ...{ name, type, size },
    src: addressOf('getEnclosedFile', { params: { id, n }, query: { within, inline: '1' } }),
    href: addressOf('getEnclosedFile', { params: { id, n }, query: { within } }),
    place: { id, within: inner },
  };
}
