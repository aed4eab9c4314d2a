import { hideSurveyLinks, withoutSurveyLinks } from '@guichet/cases';
import { readEnclosedMail, Unparsable, type InboundMessage } from '@guichet/channels';
import type { EnclosedMessage } from '@guichet/contracts';
import { Failure, sniffType, type BlobStore } from '@guichet/platform';
import type { StoredFile } from '../send/uploads-and-attachments.js';

/** A file of a case that is a mail, and the way to a mail inside of it: `2.0`; undefined for the file itself. */
export interface EnclosedRef {
  file: StoredFile;
  within: string | undefined;
}

/** A file of an enclosed message with its content. */
export interface EnclosedContent {
  name: string;
  type: string;
  content: Uint8Array;
}

const isMail = ({ type, name }: { type: string; name: string }): boolean =>
  /^message\/(?:rfc822|global)$/.test(type) || /\.eml$/i.test(name);

/**
 * Reads a mail that is attached as a file, by the parser and the sanitiser of mails. Nothing of it is stored.
 *
 * @throws Failure `not-found` also for a file that cannot be read as a mail
 */
export async function enclosedMessage(blobs: BlobStore, ref: EnclosedRef): Promise<EnclosedMessage> {
  const message = withoutSurveyLinks(await readMail(blobs, ref));
  const attachments = await Promise.all(
    message.attachments.map(async (file, n) => {
      const content = contentOf(file);
      return {
        n,
        name: file.name,
        type: await sniffType(content, file.type),
        size: content.byteLength,
        inline: file.inline,
      };
    }),
  );
  return {
    from: message.from,
    to: message.to,
    cc: message.cc,
    subject: message.subject,
    sentAt: message.sentAt?.toISOString() ?? null,
    text: hideSurveyLinks(message.text),
    segments: message.segments,
    html: message.html && withOwnImages(message.html, message, ref),
    attachments,
    invitation: message.invitation ?? null,
    signature: message.signature ?? null,
  };
}

/**
 * A file of an enclosed message, by its place.
 *
 * @throws Failure `not-found`
 */
export async function enclosedFile(blobs: BlobStore, ref: EnclosedRef, n: number): Promise<EnclosedContent> {
  const file = (await readMail(blobs, ref)).attachments[n];
  if (!file) throw new Failure('not-found');
  const content = contentOf(file);
  return { name: file.name, type: await sniffType(content, file.type), content };
}

async function readMail(blobs: BlobStore, { file, within }: EnclosedRef): Promise<InboundMessage> {
  if (!isMail(file)) throw new Failure('not-found');
  let message = await parse(await blobs.read(file.digest));
  for (const n of within?.split('.') ?? []) {
    const inner = message.attachments[Number(n)];
    if (!inner || !isMail(inner)) throw new Failure('not-found');
    message = await parse(contentOf(inner));
  }
  return message;
}

async function parse(content: Uint8Array): Promise<InboundMessage> {
  try {
    return await readEnclosedMail(content);
  } catch (error) {
    if (error instanceof Unparsable) throw new Failure('not-found', { detail: 'This file cannot be read as a mail.' });
    throw error;
  }
}

/** The files of a mail are in the mail. */
const contentOf = ({ content }: InboundMessage['attachments'][number]): Uint8Array =>
  content instanceof Uint8Array ? content : new Uint8Array(0);

/** The HTML with the addresses of the pictures that the message itself has. */
function withOwnImages(html: string, { attachments }: InboundMessage, { file, within }: EnclosedRef): string {
  const query = within === undefined ? '?inline=1' : `?within=${within}&amp;inline=1`;
  return attachments.reduce(
    (shown, { contentId }, n) =>
      contentId === undefined
        ? shown
        : shown.replaceAll(`src="cid:${contentId}"`, `src="/api/v1/attachments/${file.id}/message/files/${n}${query}"`),
    html,
  );
}
