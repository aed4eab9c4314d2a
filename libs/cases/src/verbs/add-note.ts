import { actorOf, caseFor, reachesCase, type Principal } from '@guichet/access';
import type { Attachment, PostNote } from '@guichet/contracts';
import { isBroken, type Case, type Reader, type Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import type { StoredNote } from '../timeline/stored-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { deleteSentDraft } from '../drafts/own-drafts.js';

/**
 * Adds an internal note: for colleagues, never for the citizen. Returns the id of its entry. Its files are the agent's own uploads, which
 * the caller has claimed and attaches to the entry in the same transaction.
 *
 * @throws Failure `not-found` for a case that the agent may not see, `conflict` for one that was merged, `invalid-request` for a
 *   mention of somebody to whom a restricted case is closed.
 */
export async function addNote(
  tx: Tx,
  who: Principal,
  { caseId, note, attachments = [] }: { caseId: string; note: PostNote; attachments?: Attachment[] },
): Promise<string> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.note' });
  const id = await writeNote(tx, who, { item, note: { ...note, ...(attachments.length > 0 && { attachments }) } });
  const attachmentIds = attachments.map((file) => file.id);
  await deleteSentDraft(tx, who, { caseId, mode: 'note', text: note.text, attachmentIds });
  return id;
}

/** Writes a note into a case that is locked, and tells of it. Throws as `addNote` does. */
export async function writeNote(
  tx: Tx,
  who: Principal,
  { item, note }: { item: Case; note: PostNote & Pick<StoredNote, 'attachments' | 'sharedDraftId'> },
): Promise<string> {
  if (item.restrictedTo) await assertSeenByMentioned(tx, item, { mentions: note.mentions, authorId: who.id });
  const { id, position } = await appendEntry(tx, { item, entry: { kind: 'note', data: note }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish(
    'note.added',
    { entryId: id, position, mentions: note.mentions },
    { caseId: item.id, teamIds: [item.teamId] },
  );
  return id;
}

/**
 * Those of these agents who cannot see a case, and so hear nothing of a note that mentions them. Whoever is no agent, or no more, is one
 * of them, so that nobody learns which ids there are.
 */
export async function mentionsWithoutAccess(
  reader: Reader,
  { caseId, mentions }: { caseId: string; mentions: readonly string[] },
): Promise<string[]> {
  if (mentions.length === 0) return [];
  const rows = await reader.query<{ id: string }>(
    `select distinct m.id from unnest($2::uuid[]) m(id) where not exists (
       select 1 from agent a join cases c on c.id = $1 where a.id = m.id and ${reachesCase('case.read', { agent: 'a', item: 'c' })})`,
    [caseId, mentions],
  );
  return rows.map(({ id }) => id);
}

/** Whoever is called and does not see the case would never hear of it, and the author would wait for them. */
export async function assertSeenByMentioned(
  tx: Tx,
  { id, restrictedTo }: Case,
  { mentions, authorId }: { mentions: readonly string[]; authorId: string },
): Promise<void> {
  const others = mentions.filter((agentId) => agentId !== authorId && !restrictedTo!.includes(agentId));
  const closedTo = await tx.query<{ name: string }>(
    `select a.name from agent a where a.id = any($2::uuid[])
       and not exists (select 1 from break_glass b where b.case_id = $1 and b.agent_id = a.id and ${isBroken('b')})
     order by a.name collate "fr-x-icu", a.id`,
    [id, others],
  );
  if (closedTo.length === 0) return;
  throw wrongField('mentions', 'mention-cannot-see', { names: closedTo.map(({ name }) => name).join(', ') });
}
