import type { Draft } from '@guichet/contracts';
import { SharedDraft, type Case, type Tx } from '@guichet/database';
import { conflict } from '@guichet/platform';

/** A shared draft, with its words. */
export type LockedDraft = SharedDraft & { content: Draft; previous: Draft | null };

/** Whoever changes a shared draft locks it before any other draft. Null: none is shared. */
export async function lockShared(tx: Tx, caseId: string): Promise<LockedDraft | null> {
  const [row] = await tx.query<{ id: string }>(
    `select id from shared_draft where case_id = $1 and sent_entry_id is null for update`,
    [caseId],
  );
  return row ? ((await tx.repo(SharedDraft).findOneBy({ id: row.id })) as LockedDraft | null) : null;
}

/** @throws Failure `conflict` where none is shared */
export async function sharedIn(tx: Tx, caseId: string): Promise<LockedDraft> {
  const shared = await lockShared(tx, caseId);
  if (!shared) throw conflict('draft-not-shared');
  return shared;
}

/** The draft has another writer, or is shared no more, or is again. */
export const publishShared = (tx: Tx, { id, teamId }: Pick<Case, 'id' | 'teamId'>, sharedDraftId: string): void =>
  tx.publish('shared-draft.changed', { sharedDraftId }, { caseId: id, teamIds: [teamId] });

/** Its words or its comments have changed. */
export const publishWritten = (tx: Tx, { id, teamId }: Pick<Case, 'id' | 'teamId'>, sharedDraftId: string): void =>
  tx.publish('shared-draft.written', { sharedDraftId }, { caseId: id, teamIds: [teamId] });

/** The uploads that a draft keeps become those of its new writer, as only one’s own can be sent. They are found by their keys. */
export async function handUploads(
  tx: Tx,
  { attachmentIds }: Draft,
  { from, to }: { from: string; to: string },
): Promise<void> {
  if (attachmentIds.length === 0) return;
  await tx.query(
    `update attachment set uploaded_by = $3
     where id = any($1::uuid[]) and uploaded_by = $2 and entry_id is null and side_message_id is null`,
    [attachmentIds, from, to],
  );
}
