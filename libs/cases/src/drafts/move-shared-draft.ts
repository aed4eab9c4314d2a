import { SharedDraft, type Case, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { joinDraftContents } from './join-draft-contents.js';
import { handUploads, lockShared, publishShared, type LockedDraft } from './lock-shared-draft.js';

/**
 * The shared draft of a case that is merged goes along. Where one is shared in the other case as well, its words and comments are put below
 * that one, in a new turn, so that nothing that is saved late takes their place. Returns the id of one that has moved by itself.
 */
export async function moveSharedDraft(tx: Tx, from: Case, into: Case): Promise<string | null> {
  const shared = await lockShared(tx, from.id);
  if (!shared) return null;
  const there = await lockShared(tx, into.id);
  if (there) await joinShared(tx, there, shared);
  else await tx.repo(SharedDraft).update(shared.id, { caseId: into.id });
  publishShared(tx, from, shared.id);
  publishShared(tx, into, (there ?? shared).id);
  return there ? null : shared.id;
}

async function joinShared(tx: Tx, there: LockedDraft, more: LockedDraft): Promise<void> {
  await handUploads(tx, more.content, { from: more.writerId, to: there.writerId });
  await tx.repo(SharedDraft).delete(more.id);
  await tx.repo(SharedDraft).update(there.id, {
    ...{ content: joinDraftContents(there.content, more.content), turnId: newId(), updatedAt: tx.now },
    authorIds: [...new Set([...there.authorIds, ...more.authorIds])],
    commentIds: [...there.commentIds, ...more.commentIds],
  });
}

/** The merge is undone: the draft goes back, unless it was sent since, or another one is shared there. */
export async function moveSharedDraftBack(
  tx: Tx,
  { id, from, into }: { id: string | null; from: Case; into: Case },
): Promise<void> {
  const shared = id === null ? null : await lockShared(tx, into.id);
  if (shared?.id !== id || shared === null || (await lockShared(tx, from.id))) return;
  await tx.repo(SharedDraft).update(shared.id, { caseId: from.id });
  publishShared(tx, from, shared.id);
  publishShared(tx, into, shared.id);
}
