import { actorOf, caseFor, type Principal } from '@guichet/access';
import type { PostNote } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { record } from './entries.js';
import { saveCase } from './save.js';

/** An internal note: for colleagues, never for the citizen. Answers the id of its entry. */
export async function addNote(tx: Tx, who: Principal, caseId: string, note: PostNote): Promise<string> {
  const item = await caseFor(tx, who, caseId, 'case.note');
  const { id, position } = await record(tx, item, { kind: 'note', data: note }, actorOf(who));
  await saveCase(tx, item);
  tx.publish('note.added', { entryId: id, position, mentions: note.mentions }, { caseId, teamIds: [item.teamId] });
  return id;
}
