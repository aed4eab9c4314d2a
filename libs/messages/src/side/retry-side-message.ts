import { caseFor, type Principal } from '@guichet/access';
import { Delivery, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { AGAIN, canBeRetried } from '../send/cancel-send-now-retry.js';
import { saveSideDelivery } from './save-side-delivery.js';
import { sideConversationIn, type SideRef } from './side-conversations.queries.js';
import { assertNoCitizens } from './side-conversation-verbs.js';

/**
 * Sends a message of a side conversation again that failed or whose fate is unknown, to those whom it has not reached. It keeps its
 * external id, so that a second copy is recognised.
 *
 * @throws Failure `not-found` or `not-permitted` for the case, `not-found` for the conversation or the message, `already-sent`;
 *   `invalid-request` where a recipient has turned out to be a citizen of the case
 */
export async function retrySideMessage(
  tx: Tx,
  who: Principal,
  { caseId, sideId, messageId }: SideRef & { messageId: string },
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const conversation = await sideConversationIn(tx, { caseId, sideId });
  const delivery = await tx.repo(Delivery).findOne({
    where: { entryId: messageId, sideConversationId: sideId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!delivery) throw new Failure('not-found');
  if (!canBeRetried(delivery)) throw new Failure('already-sent');
  await assertNoCitizens(tx, [caseId, conversation.caseId], conversation.recipients);
  await saveSideDelivery(tx, { item, delivery, changes: { ...AGAIN, dueAt: tx.now } });
  tx.notify('delivery');
}
