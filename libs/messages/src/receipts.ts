import { record, reopen, saveCase } from '@guichet/cases';
import type { InboundComplaint, InboundReceipt } from '@guichet/channels';
import type { DeliveryStatus } from '@guichet/contracts';
import { Case, Delivery, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { idBehind } from './tokens.js';

/** A receipt never takes a message back: `sent` after `delivered` is old news. Failure outranks all but proof of reading. */
const RANK: Record<DeliveryStatus, number> = {
  held: 0,
  recalled: 0,
  queued: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  delivered: 4,
  failed: 5,
  read: 6,
};

/** Joins a provider's word to the message it is about. False: it is about none of ours. */
export async function applyReceipt(
  tx: Tx,
  keyring: Keyring,
  receipt: InboundReceipt | InboundComplaint,
): Promise<boolean> {
  const entryId = await messageMeant(tx, keyring, receipt.threadKeys);
  const known = entryId && (await tx.repo(Delivery).findOneBy({ entryId }));
  if (!known) return false;
  // The case first, then its delivery: the order of everybody who locks both.
  const item = await tx.repo(Case).findOneOrFail({ where: { id: known.caseId }, lock: { mode: 'pessimistic_write' } });
  const delivery = await tx.repo(Delivery).findOneOrFail({ where: { entryId }, lock: { mode: 'pessimistic_write' } });
  const status = receipt.type === 'complaint' ? 'delivered' : receipt.status;
  const reason = receipt.type === 'complaint' ? 'The recipient reported this message as unwanted.' : receipt.reason;
  const delayed = receipt.type === 'receipt' && receipt.delayed === true;

  const told = {
    type: 'receipt',
    entryId: delivery.entryId,
    status: delayed ? delivery.state : status,
    recipient: receipt.recipient,
    reason,
  } as const;
  if (alreadyTold(delivery, told)) return true;

  setRecipient(delivery, receipt.recipient, told.status, reason);
  const overall = delayed ? delivery.state : statusOfAll(delivery, status);
  // While it is on its way again, a word about an earlier attempt is told, and decides nothing.
  const isUnderWay = delivery.state === 'queued' || (delivery.state === 'sending' && delivery.attempts > 1);
  if (!isUnderWay && RANK[overall] >= RANK[delivery.state]) delivery.state = overall;
  if (!isUnderWay) delivery.reason = reason;
  delivery.changedAt = tx.now;
  await tx.repo(Delivery).save(delivery);

  await record(tx, item, { kind: 'fact', data: told });
  if (status === 'failed' && !delayed && !isUnderWay) {
    item.deliveryProblem = 'failed';
    // Somebody waits for an answer that did not arrive: the case is ours to act on again.
    if (item.status !== 'open') await reopen(tx, item);
  }
  await saveCase(tx, item);
  tx.publish(
    'delivery.changed',
    { entryId: delivery.entryId, status: delivery.state },
    { caseId: item.id, teamIds: [item.teamId] },
  );
  return true;
}

async function messageMeant(tx: Tx, keyring: Keyring, keys: readonly string[]): Promise<string | null> {
  for (const key of keys) {
    if (key.startsWith('bounce:')) {
      const id = idBehind(keyring, 'bounce', key.slice('bounce:'.length));
      if (id) return id;
    }
    if (key.startsWith('ref:')) {
      const [row] = await tx.query<{ entry_id: string }>(
        `select entry_id from message where external_id = $1 and direction = 'out' limit 1`,
        [key.slice('ref:'.length)],
      );
      if (row) return row.entry_id;
    }
  }
  return null;
}

const alreadyTold = (
  delivery: Delivery,
  told: { status: DeliveryStatus; recipient: string | null; reason: string | null },
): boolean =>
  told.recipient === null
    ? delivery.state === told.status && delivery.reason === told.reason
    : delivery.recipients.some(
        ({ address, status, reason }) => address === told.recipient && status === told.status && reason === told.reason,
      );

function setRecipient(delivery: Delivery, address: string | null, status: DeliveryStatus, reason: string | null): void {
  if (!address) return;
  const others = delivery.recipients.filter((recipient) => recipient.address !== address);
  delivery.recipients = [...others, { address, status, reason }];
}

/** Failed for one of several is failed for the message: somebody did not get it, and an agent must see that. */
function statusOfAll(delivery: Delivery, status: DeliveryStatus): DeliveryStatus {
  return delivery.recipients.some((recipient) => recipient.status === 'failed') ? 'failed' : status;
}
