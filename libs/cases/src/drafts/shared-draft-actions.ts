import { caseFor, parameters, scope, type Principal } from '@guichet/access';
import type { Draft, PostNote } from '@guichet/contracts';
import { SharedDraft, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { writeNote } from '../verbs/add-note.js';
import { deleteDraft, keepBesideOwn } from './own-drafts.js';
import { isBlank } from './join-draft-contents.js';
import { handUploads, lockShared, publishShared, publishWritten, sharedIn } from './lock-shared-draft.js';

/**
 * Shares the draft of an agent’s reply with those who see the case. Its words are those of the shared draft from now on, which the agent
 * goes on writing; a draft that they begin for themselves is another one.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for a case that was merged, for one in which a draft is shared already, and
 *   where the agent has written nothing.
 */
export async function shareDraft(tx: Tx, who: Principal, caseId: string): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  if (await lockShared(tx, caseId)) throw conflict('draft-shared-already');
  const [own] = await tx.query<{ content: Draft; undoneMoveId: string | null }>(
    `select content, undone_move_id as "undoneMoveId" from draft where case_id = $1 and agent_id = $2 and mode = 'reply' for update`,
    [caseId, who.id],
  );
  if (!own) throw conflict('nothing-to-share');
  await deleteDraft(tx, who, { caseId, mode: 'reply' });
  const shared = {
    ...{ id: newId(), caseId, writerId: who.id, turnId: newId(), sharedById: who.id, sharedAt: tx.now },
    ...{ content: own.content, previous: null, updatedAt: tx.now, sentEntryId: null },
    ...{ authorIds: [who.id], commentIds: [], undoneMoveId: own.undoneMoveId },
  };
  await tx.repo(SharedDraft).insert(shared);
  publishShared(tx, item, shared.id);
}

/**
 * Saves what the writer of a shared draft has written. Nobody else’s client changes anything: once somebody has begun a turn of their own,
 * what belongs to an earlier one is refused. A draft that is emptied stays shared, and what stood there can be brought back.
 *
 * @throws Failure `not-found` for a case that the agent may not see, `conflict` once the turn is over.
 */
export async function saveSharedDraft(
  tx: Tx,
  who: Principal,
  { caseId, turnId, draft }: { caseId: string; turnId: string; draft: Draft },
): Promise<void> {
  const { values, bind } = parameters(caseId);
  const [item] = await tx.query<{ id: string; teamId: string }>(
    `select id, team_id as "teamId" from cases where id = $1 and ${scope(who, 'case.reply').sql('cases', bind)}`,
    values,
  );
  if (!item) throw new Failure('not-found');
  const shared = await lockShared(tx, caseId);
  if (shared?.turnId !== turnId || shared.writerId !== who.id) throw conflict('draft-of-colleague');
  const { content, previous, authorIds } = shared;
  const isNowBlank = isBlank(draft);
  await tx.repo(SharedDraft).update(shared.id, {
    ...{ content: draft, updatedAt: tx.now },
    previous: isNowBlank && !isBlank(content) ? content : previous,
    authorIds: isNowBlank || authorIds.includes(who.id) ? authorIds : [...authorIds, who.id],
  });
  publishWritten(tx, item, shared.id);
}

/**
 * Makes a shared draft the own one again of the only one who has written in it; a reply of theirs that waited beside it is joined to it.
 * What several have written stays shared until it is sent, so that nobody takes it from the others. The comments stay in the case, as the
 * notes that they are.
 *
 * @throws Failure as `shareDraft`; `conflict` where a colleague writes it, or has written in it.
 */
export async function unshareDraft(tx: Tx, who: Principal, caseId: string): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const shared = await lockShared(tx, caseId);
  // It is done already, as where the answer to the first request was lost.
  if (!shared) return;
  const { id, writerId, authorIds, content, undoneMoveId } = shared;
  if (writerId !== who.id) throw conflict('draft-of-colleague');
  if (authorIds.some((authorId) => authorId !== who.id)) throw conflict('draft-of-several');
  await tx.repo(SharedDraft).delete(id);
  if (!isBlank(content)) await keepBesideOwn(tx, who, { caseId, draft: content, undoneMoveId });
  publishShared(tx, item, id);
}

/**
 * Begins a turn of the agent, who goes on writing the shared draft: one writes at a time. Its files go with it. A reply that the agent has
 * begun for themselves stays beside it, and so does what the writer before has not saved yet.
 *
 * @throws Failure as `shareDraft`; `conflict` where none is shared, or somebody else’s turn has begun since `turnId`.
 */
export async function takeOverDraft(
  tx: Tx,
  who: Principal,
  { caseId, turnId }: { caseId: string; turnId?: string | undefined },
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const { id, writerId, content, previous, ...shared } = await sharedIn(tx, caseId);
  if (writerId === who.id) return;
  if (turnId !== undefined && shared.turnId !== turnId) throw conflict('draft-of-colleague');
  await handUploads(tx, content, { from: writerId, to: who.id });
  const found = isBlank(content) ? previous : content;
  await tx.repo(SharedDraft).update(id, { writerId: who.id, turnId: newId(), previous: found });
  publishShared(tx, item, id);
}

/**
 * Comments a shared draft. A comment is an internal note of the case: it notifies those whom it mentions, never reaches the citizen, and
 * the record keeps who wanted what of an answer, also once the draft was sent or given up. Returns the id of its entry.
 *
 * @throws Failure as `addNote`; `conflict` where no draft is shared.
 */
export async function commentDraft(
  tx: Tx,
  who: Principal,
  { caseId, note }: { caseId: string; note: PostNote },
): Promise<string> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.note' });
  const { id, commentIds } = await sharedIn(tx, caseId);
  const entryId = await writeNote(tx, who, { item, note: { ...note, sharedDraftId: id } });
  await tx.repo(SharedDraft).update(id, { commentIds: [...commentIds, entryId] });
  publishWritten(tx, item, id);
  return entryId;
}
