import type { Principal } from '@guichet/access';
import type { PostMessage } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';
import { letterOfMessage, letterOfReplyDraft, letterPdf, type Letter } from '@guichet/templates';
import type { MessageRef } from '../cancel-send-now-retry.js';
import { planUnchecked } from '../plan-reply.js';
import type { PlanContext } from '../reply-plan.js';
import { keptLetter } from './keep-letter.js';

/** A letter as a file. */
export interface LetterFile {
  name: string;
  content: Uint8Array;
}

/** `GET /cases/:id/entries/:entryId/letter`: the letter as it was posted; of a message of another channel, what it would be as one. */
export async function letterFile(
  { reader, who, blobs }: { reader: Reader; who: Principal; blobs: BlobStore },
  message: MessageRef,
): Promise<LetterFile> {
  const letter = await letterOfMessage(reader, who, message);
  const kept = await keptLetter(reader, message.entryId);
  return kept
    ? { name: `${kept.reference}.pdf`, content: await blobs.read(kept.digest) }
    : { name: `${letter.reference}.pdf`, content: await letterPdf(letter) };
}

/**
 * The letter that a reply would be if it were sent now. Nothing is written, and it is not checked for what it discloses.
 *
 * @throws Failure as `planReply`, but for `disclosure-check`
 */
export async function letterOfReply(context: PlanContext, caseId: string, message: PostMessage): Promise<Letter> {
  const { reader, who } = context;
  const { to, text, subject, signature, made } = await planUnchecked(context, caseId, message);
  const ofTemplate = made?.files.map(({ id }) => id) ?? [];
  const enclosures = await namesOf(context, ofTemplate, message.attachmentIds);
  return letterOfReplyDraft(reader, who, {
    caseId,
    to,
    text: `${text}${signature?.text ?? ''}`,
    subject,
    language: made?.provenance.language,
    isSigned: Boolean(signature?.text),
    enclosures,
  });
}

/** The names of files: those of the agent, and those of the template that they have chosen. */
async function namesOf(
  { reader, who }: PlanContext,
  ofTemplate: readonly string[],
  ids: readonly string[],
): Promise<string[]> {
  const rows = await reader.query<{ name: string }>(
    `select name from attachment where id = any($1::uuid[]) and (uploaded_by = $2 or id = any($3::uuid[])) order by id`,
    [ids, who.id, ofTemplate],
  );
  return rows.map(({ name }) => name);
}
