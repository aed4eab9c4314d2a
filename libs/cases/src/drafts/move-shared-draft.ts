import { SharedDraft, type Case, type EntryMove, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { z } from 'zod';
import { joinDraftContents } from './join-draft-contents.js';
import { handUploads, lockShared, publishShared, type LockedDraft } from './lock-shared-draft.js';

/** A shared draft as it was when it moved. */
export const MovedSharedDraft = z.object({ id: z.uuid(), turnId: z.uuid(), comments: z.number() });
export type MovedSharedDraft = z.infer<typeof MovedSharedDraft>;

/**
 * The shared draft of a case that is merged goes along. Where one is shared in the other case as well, its words and comments are put below
 * that one, in a new turn, so that nothing that is saved late takes their place. Returns one that has moved by itself.
 */
export async function moveSharedDraft(tx: Tx, from: Case, into: Case): Promise<MovedSharedDraft | null> {
  const shared = await lockShared(tx, from.id);
  if (!shared) return null;
  const there = await lockShared(tx, into.id);
  if (there) await joinShared(tx, there, shared);
  else await tx.repo(SharedDraft).update(shared.id, { caseId: into.id });
  publishShared(tx, from, shared.id);
  publishShared(tx, into, (there ?? shared).id);
  const { id, turnId, commentIds } = shared;
  return there ? null : { id, turnId, comments: commentIds.length };
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

/**
 * The merge is undone: the draft goes back, unless it was sent since, or another one is shared there. One in which somebody went on
 * writing, or that somebody has commented, stays: what they say of the one case is not for all who read the other. It says that the merge was undone.
 */
export async function moveSharedDraftBack(
  tx: Tx,
  { moved, move, from, into }: { moved: MovedSharedDraft | null; move: EntryMove; from: Case; into: Case },
): Promise<void> {
  const shared = await lockShared(tx, into.id);
  if (!shared) return;
  if (!moved || !isAsItMoved(shared, moved, move.at) || (await lockShared(tx, from.id))) {
    // One that is as old as the merge has the words of both cases.
    const isOfBoth = move.how === 'merged' && (shared.id === moved?.id || shared.updatedAt >= move.at);
    if (isOfBoth) await tx.repo(SharedDraft).update(shared.id, { undoneMoveId: move.id });
    return;
  }
  await tx.repo(SharedDraft).update(shared.id, { caseId: from.id });
  publishShared(tx, from, shared.id);
  publishShared(tx, into, shared.id);
}

/** A turn that somebody has begun counts as well: what they write is saved in it at any moment. */
const isAsItMoved = ({ id, turnId, updatedAt, commentIds }: LockedDraft, moved: MovedSharedDraft, at: Date): boolean =>
  id === moved.id && turnId === moved.turnId && updatedAt <= at && commentIds.length === moved.comments;
