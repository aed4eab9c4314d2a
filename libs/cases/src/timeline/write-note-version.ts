import type { Attachment } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { searchedWords, textOfNote } from './stored-entries.js';
import { replaceWords } from './write-cases-and-entries.js';

/**
 * Writes the next version of a note of a locked case, and makes it found by its words alone, and by the names of its files; null removes
 * the note.
 */
export async function writeNoteVersion(
  tx: Tx,
  {
    entryId,
    text,
    mentions,
    attachments,
  }: {
    entryId: string;
    text: string | null;
    mentions: readonly string[];
    attachments: readonly Attachment[] | undefined;
  },
): Promise<void> {
  await tx.query(
    `insert into note_version (entry_id, version, at, text, mentions)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from note_version where entry_id = $1`,
    [entryId, tx.now, text, mentions],
  );
  if (attachments) await showFileTexts(tx, entryId, text !== null);
  await replaceWords(tx, entryId, text === null ? '' : searchedWords(textOfNote({ text, attachments })));
}

/** A note that was removed is not found by its files either; once it is restored, they are read anew. */
async function showFileTexts(tx: Tx, entryId: string, isShown: boolean): Promise<void> {
  await tx.query(
    isShown
      ? `update attachment_text t set state = 'waiting', attempts = 0 from attachment a
         where a.entry_id = $1 and t.attachment_id = a.id and t.search is null`
      : `insert into attachment_text (attachment_id, state) select id, 'read' from attachment where entry_id = $1
         on conflict (attachment_id) do update set state = 'read', text = '', search = null`,
    [entryId],
  );
}
