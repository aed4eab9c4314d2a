import { randomUUIDv7 } from 'node:crypto';
import { caseHolding } from '@guichet/cases';
import type { InboundComplaint, InboundReceipt } from '@guichet/channels';
import type { DeliveryStatus, Fact } from '@guichet/contracts';
import { Delivery, EarlyReport, type Case, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import type { Account } from './accounts.js';
import { isFurther, learnFromReport, partsOf, stateOfParts } from './parts.js';
import { lockDelivery, settleState } from './settle.js';
import { idBehind } from './tokens.js';

type Receipt = InboundReceipt | InboundComplaint;

/** Failure outranks all but proof of reading: a relay that took a mail may still not place it. */
const RANK: Record<DeliveryStatus, number> = {
  held: 0,
  recalled: 0,
  stopped: 0,
  queued: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  delivered: 5,
  failed: 6,
  read: 7,
};

/** Where a message is for one person, what was delivered is delivered: providers tell of a failure first and of success afterwards. */
const rank = (status: DeliveryStatus, toOne: boolean): number => (toOne && status === 'failed' ? 4 : RANK[status]);

/** Joins a provider's word to the message it is about. False: it is about none of ours. */
export async function applyReceipt(tx: Tx, keyring: Keyring, account: Account, receipt: Receipt): Promise<boolean> {
  if (receipt.type === 'receipt' && receipt.upTo) return applyWatermark(tx, account, receipt, receipt.upTo);
  const entryId = await messageMeant(tx, keyring, receipt.threadKeys);
  if (!entryId || !(await tx.repo(Delivery).existsBy({ entryId }))) return false;
  await applyTo(tx, account, entryId, receipt);
  return true;
}

/**
 * All that had left for a person by that time has come so far: since a try begins before the provider takes it, and is known
 * to have gone well only after, its beginning is what counts. Index `message_conversation`.
 */
async function applyWatermark(
  tx: Tx,
  account: Account,
  receipt: InboundReceipt,
  { handle, at }: NonNullable<InboundReceipt['upTo']>,
): Promise<boolean> {
  const rows = await tx.query<{ entryId: string; state: DeliveryStatus }>(
    `select m.entry_id as "entryId", d.state from handle h join message m on m.channel_id = $1 and m.handle_id = h.id and m.direction = 'out'
     join delivery d on d.entry_id = m.entry_id
     where h.type = $2 and h.value = $3 and d.state in ('sending', 'sent', 'delivered') and d.started_at <= $4
     order by m.entry_id`,
    [account.id, handle.type, handle.value, at],
  );
  for (const { entryId, state } of rows)
    await (state === 'sending'
      ? keepWhileSending(tx, account, entryId, receipt)
      : applyTo(tx, account, entryId, receipt));
  // A watermark has nothing to wait for: what is sent later is later than it.
  return true;
}

async function applyTo(tx: Tx, account: Account, entryId: string, receipt: Receipt): Promise<void> {
  const item = await caseHolding(tx, entryId);
  const delivery = await lockDelivery(tx, entryId);
  if (delivery.state === 'sending') return keepWhileSending(tx, account, entryId, receipt);
  if (receipt.type === 'receipt' && receipt.externalId) await learnFromReport(tx, entryId, receipt.externalId);
  if (receipt.type === 'receipt' && (await isAboutParts(tx, entryId, receipt)))
    await applyToParts(tx, item, delivery, receipt);
  else await applyToWhole(tx, account, item, delivery, receipt);
}

/** What becomes of this try is not known yet: `applyEarly` finds the report by the entry, once it is. */
async function keepWhileSending(tx: Tx, { id: channelId }: Account, target: string, report: Receipt): Promise<void> {
  await tx.repo(EarlyReport).insert({ id: randomUUIDv7(), channelId, target, report, receivedAt: tx.now });
}

const isAboutParts = async (tx: Tx, entryId: string, { upTo, ...receipt }: InboundReceipt): Promise<boolean> =>
  (await tx.query(`select 1 from message_part where entry_id = $1 and ($2::text[] is null or external_id = any($2)) limit 1`, [
    entryId,
    upTo ? null : idsIn(receipt),
  ])).length > 0; // prettier-ignore

/** The provider's ids of the part that a receipt is about. */
const idsIn = ({ externalId, threadKeys }: Pick<InboundReceipt, 'externalId' | 'threadKeys'>): string[] => [
  ...(externalId ? [externalId] : []),
  ...threadKeys.filter((key) => key.startsWith('ref:')).map((key) => key.slice('ref:'.length)),
];

/** The message is what the worst of its parts is. */
async function applyToParts(tx: Tx, item: Case, delivery: Delivery, receipt: InboundReceipt): Promise<void> {
  const { entryId, state: before } = delivery;
  const { status, reason, recipient, upTo } = receipt;
  const ids = idsIn(receipt);
  const parts = await partsOf(tx, entryId);
  const news = parts.filter(
    ({ externalId, state }) => (upTo !== undefined || ids.includes(externalId)) && isFurther(status, state),
  );
  for (const part of news) Object.assign(part, { state: status, reason });
  await tx.query(`update message_part set state = $2, reason = $3 where external_id = any($1::text[])`, [
    news.map(({ externalId }) => externalId),
    status,
    reason,
  ]);
  // While it is on its way again, the outcome of that decides.
  const overall = before === 'queued' ? undefined : stateOfParts(parts, delivery.parts);
  const told = news.length > 0 && reason !== null;
  if (!told && (!overall || (overall.state === before && overall.reason === delivery.reason))) return;
  const recipients =
    recipient && overall ? [{ address: recipient, status: overall.state, reason: overall.reason }] : [];
  await settleState(
    tx,
    item,
    delivery,
    overall ? { ...overall, recipients } : {},
    told ? { type: 'receipt', entryId, status, recipient, reason } : undefined,
  );
}

async function applyToWhole(tx: Tx, account: Account, item: Case, delivery: Delivery, receipt: Receipt): Promise<void> {
  const { entryId, state: before } = delivery;
  const { recipient } = receipt;
  const delayed = receipt.type === 'receipt' && receipt.delayed === true;
  const status = receipt.type === 'complaint' ? 'delivered' : receipt.status;
  const reason = receipt.type === 'complaint' ? 'The recipient reported this message as unwanted.' : receipt.reason;
  const told = { type: 'receipt', entryId, status: delayed ? before : status, recipient, reason } as const;
  if (alreadyTold(delivery, told)) return;

  const others = delivery.recipients.filter(({ address }) => address !== recipient);
  const recipients = recipient ? [...others, { address: recipient, status: told.status, reason }] : others;
  // Failed for one of several is failed for the message: somebody did not get it, and an agent must see that.
  const overall = recipients.some((one) => one.status === 'failed') ? 'failed' : told.status;
  const toOne = account.channel.capabilities.recipients === 'one';
  // While it is on its way again, a word about an earlier attempt is told, and decides nothing.
  const isUnderWay = before === 'queued';
  const counts = !isUnderWay && (delayed || rank(overall, toOne) >= rank(before, toOne));
  await settleState(
    tx,
    item,
    delivery,
    { recipients, ...(counts && !delayed && { state: overall }), ...((toOne ? counts : !isUnderWay) && { reason }) },
    // The delivery itself tells how far a message came; only what went wrong is an event of the case.
    reason !== null || status === 'failed' || !toOne ? told : undefined,
  );
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

const alreadyTold = (delivery: Delivery, told: Extract<Fact, { type: 'receipt' }>): boolean =>
  told.recipient === null
    ? delivery.state === told.status && delivery.reason === told.reason
    : delivery.recipients.some(
        ({ address, status, reason }) => address === told.recipient && status === told.status && reason === told.reason,
      );
