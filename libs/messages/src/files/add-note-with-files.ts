import type { Principal } from '@guichet/access';
import { addNote } from '@guichet/cases';
import type { PostNoteWithFiles } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { attachUploads, claimUploads } from '../send/uploads-and-attachments.js';

/**
 * Adds an internal note with the agent's own uploads as its files. Returns the id of its entry.
 *
 * @throws Failure as `addNote`; `invalid-request` for a file that is no upload of theirs, or belongs to a message already
 */
export async function addNoteWithFiles(
  tx: Tx,
  who: Principal,
  { caseId, note: { attachmentIds, ...note } }: { caseId: string; note: PostNoteWithFiles },
): Promise<string> {
  const attachments = await claimUploads(tx, who, attachmentIds);
  const entryId = await addNote(tx, who, { caseId, note, attachments });
  await attachUploads(tx, { entryId, caseId }, attachmentIds);
  return entryId;
}
