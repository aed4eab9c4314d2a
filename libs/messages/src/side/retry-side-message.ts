import { caseFor, type Principal } from '@guichet/access';
import { Delivery, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { saveSideDelivery } from './save-side-delivery.js';
import { sideConversationIn, type SideRef } from './side-conversations.queries.js';

const RETRIED = new Set<Delivery['state']>(['failed', 'unknown']);

/**
 * Sends a message of a side conversation again that failed, or whose fate is unknown: to those alone who have not got it. It keeps its
 * external id, so that mail programs recognise a second copy.
 *
 * @throws Failure `not-found` or `not-permitted` for the case, `not-found` for the conversation or its message; `already-sent`
 */
export async function retrySideMessage(
  tx: Tx,
  who: Principal,
  { messageId, ...ref }: SideRef & { messageId: string },
): Promise<void> {
  const item = await caseFor(tx, who, { id: ref.caseId, permission: 'case.reply' });
  const { id: sideConversationId } = await sideConversationIn(tx, ref);
  const where = { entryId: messageId, sideConversationId };
  const delivery = await tx.repo(Delivery).findOne({ where, lock: { mode: 'pessimistic_write' } });
  if (!delivery) throw new Failure('not-found');
  const { state, attempts } = delivery;
  if (!RETRIED.has(state) && !(state === 'queued' && attempts > 0)) throw new Failure('already-sent');
  await saveSideDelivery(tx, {
    item,
    delivery,
    changes: { state: 'queued', reason: null, dueAt: tx.now, attempts: 0, uncertainSince: null },
  });
  tx.notify('delivery');
}
