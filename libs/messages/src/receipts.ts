import { caseHolding, record, reopen, saveCase } from '@guichet/cases';
import type { InboundComplaint, InboundReceipt } from '@guichet/channels';
import type { DeliveryStatus } from '@guichet/contracts';
import { Delivery, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import type { Account } from './accounts.js';
import { idBehind } from './tokens.js';

/** A receipt never takes a message back: `sent` after `delivered` is old news. */
const RANK: Record<DeliveryStatus, number> = {
  held: 0,
  recalled: 0,
  queued: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  delivered: 5,
  failed: 6,
  read: 7,
};

/**
 * Failure outranks all but proof of reading: a relay that took a mail may still not place it. Where a message is for one
 * person, what was delivered is delivered: providers do tell of a failure first and of success afterwards.
 */
const rank = (status: DeliveryStatus, toOne: boolean): number => (toOne && status === 'failed' ? 4 : RANK[status]);

const ARRIVED = new Set<DeliveryStatus>(['sent', 'delivered', 'read']);

/** Joins a provider's word to the message it is about. False: it is about none of ours. */
export async function applyReceipt(
  tx: Tx,
  keyring: Keyring,
  account: Account,
  receipt: InboundReceipt | InboundComplaint,
): Promise<boolean> {
  if (receipt.type === 'receipt' && receipt.upTo) return applyWatermark(tx, account, receipt, receipt.upTo);
  const entryId = await messageMeant(tx, keyring, receipt.threadKeys);
  if (!entryId) return false;
  if (receipt.type === 'receipt' && receipt.externalId) await learnFromReport(tx, entryId, receipt.externalId);
  return applyTo(tx, account, entryId, receipt);
}

/** All that had left for a person by that time has come so far. Also what is still being sent, as we know it. Index `message_conversation`. */
async function applyWatermark(
  tx: Tx,
  account: Account,
  receipt: InboundReceipt,
  { handle, at }: NonNullable<InboundReceipt['upTo']>,
): Promise<boolean> {
  const rows = await tx.query<{ entry_id: string }>(
    `select m.entry_id from handle h join message m on m.channel_id = $1 and m.handle_id = h.id and m.direction = 'out'
     join delivery d on d.entry_id = m.entry_id
     where h.type = $2 and h.value = $3 and d.state in ('sending', 'unknown', 'sent', 'delivered') and d.started_at <= $4
     order by m.entry_id`,
    [account.id, handle.type, handle.value, at],
  );
  for (const { entry_id: entryId } of rows) await applyTo(tx, account, entryId, receipt);
  // A watermark has nothing to wait for: what is sent later is later than it.
  return true;
}

/** The provider's id of our message, by which answers and reactions will name it. */
export async function learnExternalId(tx: Tx, entryId: string, externalId: string): Promise<void> {
  await tx.query(`update message set external_id = $2 where entry_id = $1 and external_id <> $2`, [
    entryId,
    externalId,
  ]);
}

/** An id that a report teaches: of the message as long as only we have named it, else of another of its parts. */
async function learnFromReport(tx: Tx, entryId: string, externalId: string): Promise<void> {
  await tx.query(
    `with named as (
       update message set external_id = $2 where entry_id = $1 and external_id like $1::text || '.%' returning entry_id
     )
     insert into message_part (external_id, entry_id)
     select $2, entry_id from message where entry_id = $1 and external_id <> $2 and not exists (select from named)
     on conflict do nothing`,
    [entryId, externalId],
  );
}

async function applyTo(
  tx: Tx,
  account: Account,
  entryId: string,
  receipt: InboundReceipt | InboundComplaint,
): Promise<boolean> {
  if (!(await tx.repo(Delivery).existsBy({ entryId }))) return false;
  // The case first, then its delivery: the order of everybody who locks both.
  const item = await caseHolding(tx, entryId);
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
  const toOne = account.channel.capabilities.recipients === 'one';
  const counts = !isUnderWay && rank(overall, toOne) >= rank(delivery.state, toOne);
  if (counts) delivery.state = overall;
  if (toOne ? counts : !isUnderWay) delivery.reason = reason;
  delivery.changedAt = tx.now;
  await tx.repo(Delivery).save(delivery);

  // The delivery itself tells how far a message came; only what went wrong is an event of the case.
  if (reason !== null || status === 'failed' || !toOne) await record(tx, item, { kind: 'fact', data: told });
  if (ARRIVED.has(delivery.state)) item.deliveryProblem = null;
  if (status === 'failed' && !delayed && counts) {
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

/** The message of ours that a report is about. */
async function messageMeant(tx: Tx, keyring: Keyring, keys: readonly string[]): Promise<string | null> {
  for (const key of keys) {
    if (key.startsWith('bounce:')) {
      const id = idBehind(keyring, 'bounce', key.slice('bounce:'.length));
      if (id) return id;
    }
    if (key.startsWith('ref:')) {
      const [row] = await tx.query<{ entry_id: string }>(
        `select entry_id from message where external_id = $1 and direction = 'out'
         union all select entry_id from message_part where external_id = $1 limit 1`,
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
