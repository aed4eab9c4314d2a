import { deliveryProblemOf, appendEntry, IS_ACKNOWLEDGEMENT, reopen, saveCase } from '@guichet/cases';
import type { DeliveryStatus, Activity } from '@guichet/contracts';
import { Delivery, type Case, type Tx } from '@guichet/database';
import { recordPosting } from './letters/letter-postings.js';
import { settleTransmission } from '../transmit/mark-transmission-done.js';

const ARRIVED = new Set<DeliveryStatus>(['sent', 'delivered', 'read']);
/** The states that do not change by themselves: an agent must act. */
const NEEDS_AGENT = new Set<DeliveryStatus>(['failed', 'unknown', 'blocked']);

/** Locks the delivery of a message. The case is locked first, as everywhere where both are locked. */
export const lockDelivery = (tx: Tx, entryId: string): Promise<Delivery> =>
  tx.repo(Delivery).findOneOrFail({ where: { entryId }, lock: { mode: 'pessimistic_write' } });

/** A change of a delivery whose case the caller has locked. */
export interface DeliveryChange {
  item: Case;
  delivery: Delivery;
  changes: Partial<Delivery>;
  /** The activity that shows the change in the timeline, if it is shown there. */
  activity?: Activity | undefined;
}

/**
 * Saves a new state of a delivery, and what it means for the case: a message that did not arrive reopens it. An acknowledgement does
 * not, as nobody is waiting for it.
 */
export async function saveDeliveryState(tx: Tx, { item, delivery, changes, activity }: DeliveryChange): Promise<void> {
  const before = delivery.state;
  Object.assign(delivery, changes, { changedAt: tx.now });
  if (ARRIVED.has(delivery.state)) delivery.sentAt ??= tx.now;
  // What is on its way as soon as a worker has sent it is no letter: those wait for somebody who posts them.
  const isLetter = before !== 'sending' || !changes.sentAt;
  const isPosted = isLetter && ARRIVED.has(delivery.state) && !ARRIVED.has(before);
  const { entryId, state, ...rest } = delivery;
  await tx.repo(Delivery).update({ entryId }, { state, ...rest });
  if (isPosted) await recordPosting(tx, delivery);

  if (activity) await appendEntry(tx, { item, entry: { kind: 'activity', data: activity } });
  // The citizen waits for a message that did not arrive or is not sent, so it is our turn again.
  const isNews = state !== before || (activity?.type === 'receipt' && activity.status === 'failed');
  const isForAgent = NEEDS_AGENT.has(state) && !(await isAcknowledgement(tx, entryId));
  const reopens = isForAgent && isNews && item.status !== 'open' && item.status !== 'spam';
  // Of a message whose fate is unknown nobody can say that it did not arrive.
  if (reopens) await reopen(tx, item, state === 'unknown' ? undefined : 'not-delivered');
  const problem = isForAgent || item.deliveryProblem ? await deliveryProblemOf(tx, item.id) : null;
  if (activity || reopens || problem !== item.deliveryProblem) {
    item.deliveryProblem = problem;
    await saveCase(tx, item);
  }
  tx.publish('delivery.changed', { entryId, status: state }, { caseId: item.id, teamIds: [item.teamId] });
  if (delivery.transmissionId) await settleTransmission(tx, item, delivery.transmissionId);
}

async function isAcknowledgement(tx: Tx, entryId: string): Promise<boolean> {
  const found = await tx.query(`select 1 from timeline_entry e where e.id = $1 and ${IS_ACKNOWLEDGEMENT}`, [entryId]);
  return found.length > 0;
}
