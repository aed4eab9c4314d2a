import type { Tx } from '@guichet/database';
import { searchedWords } from './stored-entries.js';
import { replaceWords } from './write-cases-and-entries.js';

/**
 * Writes the next version of a note of a locked case, and makes it found by its words alone; null removes the note.
 */
export async function writeNoteVersion(
  tx: Tx,
  { entryId, text, mentions }: { entryId: string; text: string | null; mentions: readonly string[] },
): Promise<void> {
  await tx.query(
    `insert into note_version (entry_id, version, at, text, mentions)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from note_version where entry_id = $1`,
    [entryId, tx.now, text, mentions],
  );
  await replaceWords(tx, entryId, text === null ? '' : searchedWords(text));
}
