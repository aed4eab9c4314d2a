import { deliveryProblemOf, record, reopen, saveCase } from '@guichet/cases';
import type { DeliveryStatus, Fact } from '@guichet/contracts';
import { Delivery, type Case, type Tx } from '@guichet/database';

const ARRIVED = new Set<DeliveryStatus>(['sent', 'delivered', 'read']);
/** Nothing more happens to it by itself. */
const OURS = new Set<DeliveryStatus>(['failed', 'unknown', 'stopped']);

/** The delivery of a message whose case is locked already: the order of everybody who locks both. */
export const lockDelivery = (tx: Tx, entryId: string): Promise<Delivery> =>
  tx.repo(Delivery).findOneOrFail({ where: { entryId }, lock: { mode: 'pessimistic_write' } });

/** Writes how far an answer has come and what that makes of its case, which the caller has locked. */
export async function settleState(
  tx: Tx,
  item: Case,
  delivery: Delivery,
  changes: Partial<Delivery>,
  fact?: Fact,
): Promise<void> {
  const before = delivery.state;
  Object.assign(delivery, changes, { changedAt: tx.now });
  if (ARRIVED.has(delivery.state)) delivery.sentAt ??= tx.now;
  const { entryId, state, ...rest } = delivery;
  await tx.repo(Delivery).update({ entryId }, { state, ...rest });

  if (fact) await record(tx, item, { kind: 'fact', data: fact });
  // Somebody waits for an answer that did not arrive, or does not leave: the case is ours to act on again.
  const isNews = state !== before || (fact?.type === 'receipt' && fact.status === 'failed');
  const isOurs = OURS.has(state) && isNews && item.status !== 'open';
  if (isOurs) await reopen(tx, item);
  const problem = OURS.has(state) || item.deliveryProblem ? await deliveryProblemOf(tx, item.id) : null;
  if (fact || isOurs || problem !== item.deliveryProblem) {
    item.deliveryProblem = problem;
    await saveCase(tx, item);
  }
  tx.publish('delivery.changed', { entryId, status: state }, { caseId: item.id, teamIds: [item.teamId] });
}
