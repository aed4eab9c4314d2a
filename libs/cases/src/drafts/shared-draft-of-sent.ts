import type { Principal } from '@guichet/access';
import { SharedDraft, type Case, type Tx } from '@guichet/database';
import { conflict, newId } from '@guichet/platform';
import { isBeginning, type SentWords } from './own-drafts.js';
import { isBlank } from './join-draft-contents.js';
import { lockShared, publishShared, type LockedDraft } from './lock-shared-draft.js';

/** A reply that is being sent, and the turn in which it was written, where that was in a shared draft. */
interface Sent extends Omit<SentWords, 'mode'> {
  turnId: string | undefined;
}

/** The shared draft that a reply was, and the names of those who have written in it beside its sender. */
export interface SharedDraftOfSent {
  shared: LockedDraft | null;
  draftedBy: string[];
}

/**
 * Which shared draft becomes a reply: that of the turn in which it was written, or one whose words it has, whoever sends them. Any other one
 * stays. The case is locked.
 *
 * @throws Failure `conflict` where that turn is over: a colleague goes on writing the reply, or has sent it.
 */
export async function sharedDraftOfSent(tx: Tx, who: Principal, sent: Sent): Promise<SharedDraftOfSent> {
  const shared = await lockShared(tx, sent.caseId);
  if (sent.turnId !== undefined && (shared?.turnId !== sent.turnId || shared.writerId !== who.id))
    throw conflict(shared ? 'draft-of-colleague' : 'draft-not-shared');
  const isOther =
    sent.turnId === undefined && shared && (isBlank(shared.content) || !isBeginning(shared.content, sent));
  if (!shared || isOther) return { shared: null, draftedBy: [] };
  const others = await tx.query<{ name: string }>(
    `select a.name from unnest($1::uuid[]) with ordinality author(id, n) join agent a on a.id = author.id
     where a.id <> $2 order by author.n`,
    [shared.authorIds, who.id],
  );
  return { shared, draftedBy: others.map(({ name }) => name) };
}

/** The draft has become a reply: it is shared no more, and kept as it was sent for the case that the reply is cancelled. */
export async function endSharingOfSent(
  tx: Tx,
  item: Case,
  { shared, entryId, text, html }: { shared: LockedDraft | null; entryId: string; text: string; html: string | null },
): Promise<void> {
  if (!shared) return;
  await tx.repo(SharedDraft).update(shared.id, { sentEntryId: entryId, content: { ...shared.content, text, html } });
  publishShared(tx, item, shared.id);
}

/**
 * A reply was cancelled before it left: the draft from which it came is shared again, with its comments and those who wrote it. Whoever
 * has cancelled it writes it, so that what was sent of it is not there twice. Where another draft is shared meanwhile, that one stays.
 */
export async function shareAgain(
  tx: Tx,
  who: Principal,
  { item, entryId }: { item: Case; entryId: string },
): Promise<void> {
  if (await lockShared(tx, item.id)) return;
  const [again] = await tx.query<{ id: string }>(
    `update shared_draft set sent_entry_id = null, case_id = $2, turn_id = $3 where sent_entry_id = $1 and writer_id = $4 returning id`,
    [entryId, item.id, newId(), who.id],
  );
  if (again) publishShared(tx, item, again.id);
}
