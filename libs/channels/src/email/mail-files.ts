import { decodeWords } from 'postal-mime';
import type { InboundAttachment } from '../inbound-events.js';
import { fileName } from '../kit/file-names.js';
import { cidOf } from '../kit/sanitize-html.js';
import { bytesOf } from './decode-charset.js';
import { marked } from './mark-raw-bytes.js';
import type { Part } from './mime-tree.js';
import { charsetOf, restored } from './decode-raw-header-bytes.js';

/** A file of a mail, whose content is in the mail itself. */
export interface MailFile extends InboundAttachment {
  content: Uint8Array;
}

/** A part of a mail that is shown as a file. */
export interface FilePart {
  part: Part;
  related: boolean;
}

/** Returns the file of a part, with a name that is safe everywhere. `charset` is that of the whole message. */
export function fileOf(
  { part, related }: FilePart,
  {
    index,
    contentIds,
    html,
    charset,
  }: { index: number; contentIds: ReadonlyMap<string, string>; html: string | null; charset: string },
): MailFile {
  const { value, params } = part.contentType.parsed;
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(value) ? value.slice(0, 150) : 'application/octet-stream';
  const disposition = part.contentDisposition.parsed;
  const claimed = disposition.params.filename ?? params.name;
  const id = contentIdOf(part);
  const contentId = id ? contentIds.get(id) : undefined;
  const shown = contentId !== undefined && (html?.includes(`src="cid:${contentId}"`) ?? false);
  return {
    name: fileName(
      claimed
        ? claimedName(claimed, () => charsetOf(part) || charset)
        : type === 'message/rfc822'
          ? enclosedName(part)
          : null,
      type,
      index + 1,
    ),
    type,
    content: bytesOf(part),
    inline: shown || (disposition.value === 'inline' && related),
    ...(contentId === undefined ? {} : { contentId }),
  };
}

/** A program that cuts long names may cut an encoded word or a character of several bytes, of which nothing is shown. */
function claimedName(claimed: string, charset: () => string): string {
  const name = restored(claimed.slice(0, 4000), charset);
  const whole = /=\?[^?\s]{1,80}\?[bq]\?[^?]*$/i.test(name) ? `${name}?=` : name;
  return decodeWords(whole).replace(/^([^\uFFFD]*)\uFFFD(?=(?:\.[^.]{1,10})?$)/u, '$1');
}

/** Names an enclosed message after its subject, by which an agent recognises it. */
function enclosedName(part: Part): string | null {
  const head = Buffer.from(marked(bytesOf(part).subarray(0, 16_384)))
    .toString('utf8')
    .split(/\r?\n\r?\n/)[0]!;
  const subject = /^subject:[ \t]*(.+(?:\r?\n[ \t].+)*)/im.exec(head)?.[1];
  const text = subject
    ? decodeWords(restored(subject.replace(/\r?\n/g, ''), () => ''))
        .trim()
        .slice(0, 80)
    : '';
  return text === '' ? null : `${text}.eml`;
}

export const contentIdOf = (part: Part): string => cidOf(`cid:${(part.contentId ?? '').trim().replace(/^<|>$/g, '')}`);

/** The type is found by the content later, as for any other file. */
export function encodedFile(claimed: string, content: Uint8Array, n: number): MailFile {
  const type = 'application/octet-stream';
  return { name: fileName(claimed, type, n), type, content, inline: false };
}
