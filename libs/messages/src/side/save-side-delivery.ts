import { lockCases } from '@guichet/cases';
import type { DeliveryStatus } from '@guichet/contracts';
import { Delivery, type Case, type Tx } from '@guichet/database';
import { activityOf, type Receipt } from '../receive/receipt-activity.js';
import { lockDelivery } from '../send/save-delivery-state.js';
import { isFurther } from '../send/sent-message-parts.js';
import { settleTransmission } from '../transmit/mark-transmission-done.js';
import { recordSideConversationActivity } from './record-side-conversation-activity.js';

/** The states of which agents are told, as nobody will answer what has not arrived. */
const NOT_DELIVERED = new Set<DeliveryStatus>(['failed', 'unknown']);

/** The delivery of a message of a side conversation, locked after its case. */
export async function lockSideDelivery(
  tx: Tx,
  { entryId, caseId }: Pick<Delivery, 'entryId' | 'caseId'>,
): Promise<{ item: Case; delivery: Delivery }> {
  const item = (await lockCases(tx, [caseId])).get(caseId)!;
  return { item, delivery: await lockDelivery(tx, entryId) };
}

/**
 * Saves a new state of a delivery of a side conversation. Of a message that did not arrive the case says so; the answers to its citizen
 * are not concerned.
 */
export async function saveSideDelivery(
  tx: Tx,
  { item, delivery, changes }: { item: Case; delivery: Delivery; changes: Partial<Delivery> },
): Promise<void> {
  const before = delivery.state;
  Object.assign(delivery, changes, { changedAt: tx.now });
  if (delivery.state === 'sent' || delivery.state === 'delivered') delivery.sentAt ??= tx.now;
  const { entryId, state, ...rest } = delivery;
  await tx.repo(Delivery).update({ entryId }, { state, ...rest });
  if (delivery.transmissionId) await settleTransmission(tx, item, delivery.transmissionId);
  const sideConversationId = delivery.sideConversationId!;
  if (NOT_DELIVERED.has(state) && state !== before) {
    const refused = delivery.recipients.flatMap(({ status, address }) => (status === 'failed' ? [address] : []));
    const names = refused.length > 0 ? refused : await recipientsOf(tx, sideConversationId);
    return recordSideConversationActivity(tx, { item, sideConversationId, what: 'not-delivered', names });
  }
  tx.publish('side-conversation.changed', { sideConversationId }, { caseId: item.id, teamIds: [item.teamId] });
}

async function recipientsOf(tx: Tx, sideConversationId: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select coalesce(nullif(r ->> 'name', ''), r ->> 'value') as name
     from side_conversation s cross join lateral jsonb_array_elements(s.recipients) r where s.id = $1`,
    [sideConversationId],
  );
  return rows.map(({ name }) => name);
}

/** Applies what a mail server has reported on a message of a side conversation. What is known, or says less than that, changes nothing. */
export async function applySideReceipt(
  tx: Tx,
  { item, delivery }: { item: Case; delivery: Delivery },
  receipt: Receipt,
): Promise<void> {
  const isDelayed = receipt.type === 'receipt' && receipt.delayed === true;
  const { status, recipient, reason } = activityOf(delivery, receipt, isDelayed);
  const isNews = status === 'failed' ? delivery.state !== 'failed' : isFurther(status, delivery.state);
  if (isDelayed || !isNews) return;
  const others = delivery.recipients.filter(({ address }) => address !== recipient);
  const recipients = recipient ? [...others, { address: recipient, status, reason }] : others;
  await saveSideDelivery(tx, { item, delivery, changes: { state: status, reason, recipients } });
}
