import { actorOf, caseFor, type Principal } from '@guichet/access';
import type { PostNote } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

/**
 * Adds an internal note: for colleagues, never for the citizen. Returns the id of its entry.
 *
 * @throws Failure `not-found` for a case that the agent may not see, `conflict` for one that was merged.
 */
export async function addNote(
  tx: Tx,
  who: Principal,
  { caseId, note }: { caseId: string; note: PostNote },
): Promise<string> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.note' });
  const { id, position } = await appendEntry(tx, { item, entry: { kind: 'note', data: note }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('note.added', { entryId: id, position, mentions: note.mentions }, { caseId, teamIds: [item.teamId] });
  return id;
}
