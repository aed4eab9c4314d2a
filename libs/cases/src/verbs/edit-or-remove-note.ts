import { actorOf, caseFor, type Principal } from '@guichet/access';
import type { PostNote } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { withdrawByKey } from '@guichet/notifications';
import { conflict, Failure } from '@guichet/platform';
import { entriesOf, summariseLastWritten } from '../moving/reorder-entries.js';
import { appendEntry } from '../timeline/append-entries.js';
import { NOTE_VERSIONS, noteAsItIs, type NoteVersion } from '../timeline/note-versions.js';
import type { StoredNote } from '../timeline/stored-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { writeNoteVersion } from '../timeline/write-note-version.js';
import { assertSeenByMentioned } from './add-note.js';

interface NoteRef {
  caseId: string;
  entryId: string;
}

type Note = ReturnType<typeof noteAsItIs<StoredNote>>;

/**
 * Gives an own note another wording, or restores it where it was removed. The timeline says so, and the note keeps what it said before.
 * Whom it mentions already is not notified again.
 *
 * @throws Failure `not-found` for a case that the agent may not see, and for what is no note of it; `conflict` (`note-of-other`,
 *   `note-of-handover`) and for a case that was merged; `invalid-request` as `addNote`.
 */
export async function editNote(
  tx: Tx,
  who: Principal,
  { caseId, entryId, note }: NoteRef & { note: PostNote },
): Promise<void> {
  const { item, before } = await ownNote(tx, who, { caseId, entryId });
  const isSame =
    note.text === before.text &&
    note.mentions.length === before.mentions.length &&
    note.mentions.every((id) => before.mentions.includes(id));
  if (isSame) return;
  if (item.restrictedTo) await assertSeenByMentioned(tx, item, { mentions: note.mentions, authorId: who.id });
  await writeNoteVersion(tx, { entryId, ...note, attachments: before.attachments });
  await record(tx, who, { item, entryId, what: before.removedAt ? 'restored' : 'edited' });
  const mentions = note.mentions.filter((id) => !before.mentions.includes(id));
  tx.publish('note.changed', { entryId, mentions }, { caseId: item.id, teamIds: [item.teamId] });
}

/**
 * Removes an own note: it is found no more, and whoever it mentions hears of it no longer. The timeline says so, and the note keeps what
 * it said, as a message does that its sender has deleted. One that is removed already stays so.
 *
 * @throws Failure as `editNote`.
 */
export async function removeNote(tx: Tx, who: Principal, { caseId, entryId }: NoteRef): Promise<void> {
  const { item, before } = await ownNote(tx, who, { caseId, entryId });
  if (before.removedAt) return;
  await writeNoteVersion(tx, { entryId, text: null, mentions: [], attachments: before.attachments });
  await withdrawByKey(tx, `mentioned:${entryId}`);
  await record(tx, who, { item, entryId, what: 'removed' });
  tx.publish('note.changed', { entryId, mentions: [] }, { caseId: item.id, teamIds: [item.teamId] });
}

/** The case, locked, and the note as it is. Primary key of `timeline_entry`. */
async function ownNote(tx: Tx, who: Principal, { caseId, entryId }: NoteRef): Promise<{ item: Case; before: Note }> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.note' });
  const [row] = await tx.query<{ data: StoredNote; versions: NoteVersion[] | null; isOwn: boolean }>(
    `select e.data, ${NOTE_VERSIONS} as versions, e.actor_kind = 'agent' and e.actor_id = $3 as "isOwn"
     from timeline_entry e where e.id = $1 and e.case_id = $2 and e.kind = 'note'`,
    [entryId, caseId, who.id],
  );
  if (!row) throw new Failure('not-found');
  if (!row.isOwn) throw conflict('note-of-other');
  if (row.data.handover) throw conflict('note-of-handover');
  return { item, before: noteAsItIs(row.data, row.versions ?? []) };
}

/** Says it in the timeline, and has the list of cases show what was last written as it is now. */
async function record(
  tx: Tx,
  who: Principal,
  { item, entryId, what }: { item: Case; entryId: string; what: 'edited' | 'removed' | 'restored' },
): Promise<void> {
  await summariseLastWritten(tx, item, (await entriesOf(tx, [item.id]))(item.id));
  const data = { type: 'note-changed', entryId, what } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor: actorOf(who) });
  await saveCase(tx, item);
}
