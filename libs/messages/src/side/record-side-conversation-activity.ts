import { appendEntry, reopen, saveCase, showSideAnswer } from '@guichet/cases';
import type { Case, Tx } from '@guichet/database';

/** What has happened in a side conversation of a locked case, and who did it or was not reached. */
export interface SideNews {
  item: Case;
  sideConversationId: string;
  what: 'answered' | 'not-delivered';
  names: string[];
}

/**
 * Says in the timeline of a case that there is something to read in a side conversation: the case is unread and open again, as
 * when the citizen writes, but nothing counts as written by them.
 */
export async function recordSideConversationActivity(
  tx: Tx,
  { item, sideConversationId, what, names }: SideNews,
): Promise<void> {
  const data = { type: 'side-conversation', sideConversationId, what, names } as const;
  const { position } = await appendEntry(tx, { item, entry: { kind: 'activity', data } });
  item.lastSideAnswerPosition = position;
  if (what === 'answered') showSideAnswer(item, tx.now);
  const audience = { caseId: item.id, teamIds: [item.teamId] };
  if (item.status !== 'open' && item.status !== 'spam') {
    await reopen(tx, item);
    tx.publish('case.changed', { fields: ['status'], status: 'open' }, audience);
  }
  await saveCase(tx, item);
  tx.publish('side-conversation.changed', { sideConversationId }, audience);
}
