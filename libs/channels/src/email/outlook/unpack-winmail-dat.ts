import { bytesOf } from '../decode-charset.js';
import type { Part } from '../mime-tree.js';
import type { Tnef } from './read-tnef.js';

/** The format in which Outlook sends the files of a mail to other Outlooks. */
const TNEF = /^application\/(?:vnd\.)?ms-tnef$/;
const MAX_PACKS = 5;
/** Compressed text grows up to nine times. */
const MAX_RTF_BYTES = 512 * 1024;

/** Returns whether a part is a `winmail.dat`, whatever its name or its type. */
export const isOutlookFile = ({ contentType, contentDisposition }: Part): boolean => {
  const { value, params } = contentType.parsed;
  return (
    TNEF.test(value) ||
    (contentDisposition.parsed.params['filename'] ?? params['name'])?.toLowerCase() === 'winmail.dat'
  );
};

/**
 * Puts what Outlook has packed into a `winmail.dat` into its place in the tree of a mail, as ordinary parts: its files, and its
 * text where the mail has no other one. A file that is damaged stays beside what could be read of it. Returns the root, which is
 * another one where the mail is nothing else. The reader is loaded with the first such file.
 */
export async function unpackOutlook(root: Part): Promise<Part> {
  const packs = leavesOf(root).filter((part) => part.content !== null && isOutlookFile(part));
  if (packs.length === 0) return root;
  const { readTnef } = await import('./read-tnef.js');
  let hasText = leavesOf(root).some(isText);
  let result = root;
  for (const pack of packs.slice(0, MAX_PACKS)) {
    const tnef = readTnef(bytesOf(pack));
    const texts = hasText ? [] : await textsOf(pack, tnef);
    hasText ||= texts.length > 0;
    const parts = [...texts, ...tnef.files.map((file) => filePart(pack, file)), ...(tnef.whole ? [] : [pack])];
    const unpacked = made(pack, { type: 'multipart/related', children: parts });
    if (pack === root) result = unpacked;
    else replace(pack, unpacked);
  }
  return result;
}

function leavesOf(part: Part): Part[] {
  return part.contentType.multipart ? part.childNodes.flatMap(leavesOf) : [part];
}

const isText = (part: Part): boolean =>
  /^text\/(?:plain|html)$/.test(part.contentType.parsed.value) &&
  part.contentDisposition.parsed.value !== 'attachment' &&
  Buffer.from(bytesOf(part)).toString('latin1').trim() !== '';

function replace(part: Part, by: Part): void {
  const siblings = part.parentNode!.childNodes;
  siblings[siblings.indexOf(part)] = by;
}

/** The text of the mail as HTML, as plain text, or as a file where it is in a format that is not shown here. */
async function textsOf(pack: Part, { html, text, compressedRtf }: Tnef): Promise<Part[]> {
  if (html) return [made(pack, { type: 'text/html', params: { charset: html.charset }, content: html.content })];
  if (text.trim() !== '')
    return [made(pack, { type: 'text/plain', params: { charset: 'utf-8' }, content: Buffer.from(text) })];
  const content = compressedRtf && (await richText(compressedRtf));
  return content ? [filePart(pack, { name: 'message.rtf', type: 'application/rtf', contentId: '', content })] : [];
}

/** Decompresses rich text (MS-OXRTFCP). The library believes the length that the text says, so that is checked before. */
async function richText(compressed: Uint8Array): Promise<Uint8Array | null> {
  const { byteLength } = compressed;
  if (byteLength < 16 || byteLength > MAX_RTF_BYTES) return null;
  const said = new DataView(compressed.buffer, compressed.byteOffset, byteLength).getUint32(0, true) + 4;
  if (said > byteLength) return null;
  const { decompressRTF } = await import('@kenjiuno/decompressrtf');
  try {
    return Uint8Array.from(decompressRTF([...compressed]));
  } catch {
    return null;
  }
}

const filePart = (pack: Part, { name, type, contentId, content }: Tnef['files'][number]): Part =>
  made(pack, { type, name, content, ...(contentId && { contentId }) });

interface Wanted {
  type: string;
  params?: Record<string, string>;
  /** Of a file. */
  name?: string;
  content?: Uint8Array;
  contentId?: string;
  children?: Part[];
}

/** A part as the parser of mails makes it. */
function made(pack: Part, { type, params = {}, name, content, contentId, children = [] }: Wanted): Part {
  const disposition = name === undefined ? '' : 'attachment';
  const part = Object.create(Object.getPrototypeOf(pack) as object) as Part;
  Object.assign(part, {
    childNodes: children,
    depth: pack.depth,
    state: 'finished',
    contentType: {
      value: type,
      parsed: { value: type.toLowerCase(), params },
      multipart: children.length > 0 || type.startsWith('multipart/') ? 'related' : false,
    },
    contentTransferEncoding: { encoding: 'binary' },
    contentDisposition: { parsed: { value: disposition, params: name ? { filename: name } : {} } },
    headers: [],
    content: content ?? null,
    contentDecoder: null,
    ...(pack.parentNode && { parentNode: pack.parentNode }),
    ...(contentId && { contentId: `<${contentId}>` }),
  } satisfies Partial<Part>);
  return part;
}
