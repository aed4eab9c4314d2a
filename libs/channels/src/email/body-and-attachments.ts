import type { Flag } from '@guichet/contracts';
import { textOf } from './decode-charset.js';
import { extensionOf } from '../kit/file-names.js';
import { sanitizeHtml } from '../kit/sanitize-html.js';
import { textFromHtml } from '../kit/html-to-text.js';
import { clean } from '../kit/clean-text.js';
import { differ } from './compare-text-and-html.js';
import { contentIdOf, encodedFile, fileOf, type FilePart, type MailFile } from './mail-files.js';
import { charsetOf } from './decode-raw-header-bytes.js';
import type { Part } from './mime-tree.js';
import { calendarText } from './calendar-text.js';
import { isOutlookFile } from './outlook/unpack-winmail-dat.js';
import { cmsKindOf } from './signature/cms-kind.js';
import { withoutEncodedFiles, type EncodedFile } from './decode-uuencode.js';

export interface Body {
  text: string;
  html: string | null;
  remoteImages: string[];
  attachments: MailFile[];
  /** All parts that are not multiparts, from which delivery reports are read. */
  leaves: Part[];
  flags: Flag[];
}

const NONE: ReadonlySet<Part> = new Set();

/** A section of the body as text, as HTML, or as both. */
interface Stretch {
  plain: string[];
  html: string[];
}

/**
 * Returns what a reader sees of a MIME tree: the texts in order, one of each alternative, and all other parts as files. Enclosed
 * messages are files, too, so that their text cannot be mistaken for the sender's. Parts in `without` are left out.
 */
export function bodyOf(
  root: Part,
  { withHtml = true, without = NONE }: { withHtml?: boolean; without?: ReadonlySet<Part> } = {},
): Body {
  const stretches: Stretch[] = [];
  const files: FilePart[] = [];
  const encoded: EncodedFile[] = [];
  const leaves: Part[] = [];
  const flags = new Set<Flag>();

  const visit = (
    part: Part,
    { alternative, related, sole }: { alternative: Stretch | null; related: boolean; sole: boolean },
  ): void => {
    const { value: type, params } = part.contentType.parsed;
    const multipart = part.contentType.multipart;
    if (multipart) {
      if (multipart === 'signed') flags.add('signed');
      if (multipart === 'encrypted') flags.add('encrypted');
      let inner = alternative;
      if (multipart === 'alternative') stretches.push((inner = { plain: [], html: [] }));
      for (const child of part.childNodes)
        visit(child, { alternative: inner, related: related || multipart === 'related', sole: false });
      // The boundary is missing, so the content of the part is taken as text.
      if (part.childNodes.length === 0 && part.content) stretches.push({ plain: [textOf(part)], html: [] });
      return;
    }
    if (without.has(part)) return;
    leaves.push(part);
    const cms = cmsKindOf(part);
    if (cms === 'signed' || cms === 'encrypted') flags.add(cms);
    const disposition = part.contentDisposition.parsed.value;
    const claimed = part.contentDisposition.parsed.params.filename ?? params.name;
    const named = Boolean(claimed);
    if (isOutlookFile(part)) flags.add('outlook-only');
    const isText =
      type === 'text/plain' || type === 'text/html' || type === '' || (sole && !/^[\w.+-]+\/[\w.+-]+$/.test(type));
    if (!isText || disposition === 'attachment' || (named && !sole)) {
      if (part.content) files.push({ part, related });
      return;
    }
    const stretch = alternative ?? { plain: [], html: [] };
    if (type === 'text/html') stretch.html.push(textOf(part));
    else {
      const plain = withoutEncodedFiles(textOf(part));
      stretch.plain.push(plain.text);
      encoded.push(...plain.files);
    }
    if (!alternative) stretches.push(stretch);
  };
  visit(root, { alternative: null, related: false, sole: true });
  if (stretches.some(({ plain }) => plain.some((text) => text.includes('-----BEGIN PGP MESSAGE-----'))))
    flags.add('encrypted');

  return assemble({ stretches, files, encoded, leaves, flags, withHtml, charset: charsetOf(root) });
}

function assemble({
  stretches,
  files,
  encoded,
  leaves,
  flags,
  withHtml,
  charset,
}: {
  stretches: Stretch[];
  files: FilePart[];
  encoded: EncodedFile[];
  leaves: Part[];
  flags: Set<Flag>;
  withHtml: boolean;
  charset: string;
}): Body {
  const contentIds = new Map<string, string>();
  files.forEach(({ part }, index) => {
    const id = contentIdOf(part);
    // The HTML may escape the content id in its own way, so it is replaced by a plain one of ours in both places.
    if (id && !contentIds.has(id)) contentIds.set(id, /^[\w.@$+-]{1,200}$/.test(id) ? id : `part-${index + 1}`);
  });
  const texts: string[] = [];
  const htmls: string[] = [];
  const remoteImages: string[] = [];
  const embedded: MailFile[] = [];
  let fallback = false;
  let anyHtml = false;

  for (const { plain, html } of stretches) {
    const plainText = plain.join('\n');
    const source = html.join('\n');
    const safe = source !== '' && withHtml ? sanitizeHtml(source, contentIds) : null;
    if (source !== '' && !safe) fallback = true;
    // Sanitised HTML is clean and small; what could not be sanitised is only stripped.
    const htmlText = source === '' ? '' : textFromHtml(safe?.html ?? source);
    const useHtml = plainText.trim() === '' && htmlText !== '';
    texts.push(useHtml ? htmlText : plainText);
    if (plainText.trim() !== '' && htmlText !== '' && plain.length > 0 && differ(plainText, htmlText))
      flags.add('text-differs');
    if (safe) {
      anyHtml = true;
      htmls.push(renumbered(safe.html, remoteImages.length, embedded.length));
      remoteImages.push(...safe.remoteImages);
      for (const { type, content } of safe.embedded) {
        const n = embedded.length + 1;
        embedded.push({
          name: `image-${n}.${extensionOf(type)}`,
          type,
          content,
          inline: true,
          contentId: `embedded-${n}`,
        });
      }
    } else if (plainText !== '' || htmlText !== '') htmls.push(plainHtml(useHtml ? htmlText : plainText));
  }
  if (fallback) flags.add('text-only-fallback');
  const written = texts.filter((text) => text !== '').join('\n');
  const invitation = written.trim() === '' ? invitationIn(leaves) : '';
  const html = anyHtml && !fallback && invitation === '' ? htmls.join('\n') : null;
  return {
    text: clean(invitation || written),
    html: html === null ? null : clean(html),
    remoteImages: html === null ? [] : remoteImages,
    attachments: [
      ...files.map((file, index) => fileOf(file, { index, contentIds, html, charset })),
      ...encoded.map(({ name, content }, index) => encodedFile(name, content, files.length + index + 1)),
      ...(html === null ? [] : embedded),
    ],
    leaves,
    flags: [...flags],
  };
}

/** An invitation says what it is about also where its mail has no text. */
function invitationIn(leaves: Part[]): string {
  const part = leaves.find(({ contentType }) => contentType.parsed.value === 'text/calendar');
  return part ? calendarText(textOf(part)) : '';
}

/** Joins several HTML parts of one message, whose remote images are numbered consecutively. */
function renumbered(html: string, remote: number, embedded: number): string {
  if (remote === 0 && embedded === 0) return html;
  return html
    .replace(/ data-remote="(\d+)"/g, (_, n: string) => ` data-remote="${Number(n) + remote}"`)
    .replace(/ src="cid:embedded-(\d+)"/g, (_, n: string) => ` src="cid:embedded-${Number(n) + embedded}"`);
}

const plainHtml = (text: string): string =>
  `<div style="white-space:pre-wrap">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</div>`;
