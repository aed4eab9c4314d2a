import type { Principal } from '@guichet/access';
import { sanitizeOutgoing, textFromHtml } from '@guichet/channels';
import type { CheckMessage } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { Account } from '../accounts/channel-accounts.js';
import type { FileTexts } from './file-texts.js';
import { disclosureCandidates, type DisclosureCandidates } from './personal-values-in-text.js';

/** A text that leaves with a message, and what it names. */
export interface CheckedText extends DisclosureCandidates {
  /** The name of the file that it is in; undefined: the message itself. */
  file?: string;
}

/** Who sends a message, and by what its files are read. */
export interface FileContext {
  reader: Reader;
  who: Principal;
  fileTexts: FileTexts;
  /** The cases whose own files may be sent on. */
  caseIds: readonly string[];
}

/** What the subject, the text and the HTML of a message name, and its files, by their names and their texts. */
export async function checkedTexts(
  context: FileContext,
  account: Account | undefined,
  message: CheckMessage,
): Promise<CheckedText[]> {
  const own = [message.subject ?? '', ...bodyTexts(account, message)];
  const files = await filesOf(context, message.attachmentIds ?? []);
  const read = await Promise.all(
    files.map(async (file) => ({ name: file.name, text: await context.fileTexts.textOf(file) })),
  );
  return [
    ...own.map((text) => disclosureCandidates({ text })),
    ...read.flatMap(({ name, text }) => [
      { ...disclosureCandidates({ text: name, isFileName: true }), file: name },
      { ...disclosureCandidates({ text }), file: name },
    ]),
  ];
}

/**
 * The text of a message and, where the channel sends HTML, the targets of its links and its text as it would be sent.
 */
export function bodyTexts(account: Account | undefined, { text, html }: CheckMessage): string[] {
  if (!html || account?.channel.capabilities.html === false) return [text];
  const safe = sanitizeOutgoing(html);
  const leads = [...safe.matchAll(/ href="([^"]*)"/g)].map(([, to]) =>
    to!.replace(/^(?:mailto|tel):([^?]*)\??/, '$1 '),
  );
  return [text, [...new Set(leads), textFromHtml(safe)].join('\n')];
}

/** The files that the agent has uploaded, and those of the cases that are sent on; those of templates were approved with them. Index `attachment_pkey`. */
const filesOf = ({ reader, who, caseIds }: FileContext, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : reader.query<{ name: string; digest: string | null; size: number }>(
        `select name, digest, size from attachment where id = any($1::uuid[]) and (case_id = any($3::uuid[]) or (entry_id is null and uploaded_by = $2)) and not of_template`,
        [ids, who.id, caseIds],
      );
