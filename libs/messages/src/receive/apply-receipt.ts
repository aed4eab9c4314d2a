import { lockCaseOfEntry } from '@guichet/cases';
import { type InboundReceipt } from '@guichet/channels';
import type { DeliveryStatus } from '@guichet/contracts';
import { ChannelAccount, Delivery, EarlyReport, type Case, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { newId } from '@guichet/platform';
import { setAccountHealth } from '../accounts/account-health-and-changed-event.js';
import { idOfAddressToken } from '../signed-address-token.js';
import { applySideReceipt, lockSideDelivery } from '../side/save-side-delivery.js';
import { reportedPosting } from '../send/letters/letter-postings.js';
import { lockDelivery, saveDeliveryState } from '../send/save-delivery-state.js';
import { isFurther, partsOf, recordPartFromReport, stateOfParts, type Part } from '../send/sent-message-parts.js';
import type { ReportSource } from './provider-report-source.js';
import { type Receipt, receiptStatus, activityOf, isKnown } from './receipt-activity.js';

/** A failure outranks all states but `read`, because a relay that accepted a mail may still fail to deliver it. */
const RANK: Record<DeliveryStatus, number> = {
  scheduled: 0,
  canceled: 0,
  blocked: 0,
  queued: 0,
  sending: 1,
  'to-print': 2,
  'handed-over': 2,
  unknown: 2,
  sent: 3,
  delivered: 5,
  failed: 6,
  read: 7,
};

/** For a single recipient, `delivered` is final, because providers may report a failure first and success afterwards. */
const rank = (status: DeliveryStatus, toOne: boolean): number => (toOne && status === 'failed' ? 4 : RANK[status]);

/**
 * Joins a receipt to the message that it is about.
 *
 * @returns false where it is about no message of ours
 */
export async function applyReceipt(tx: Tx, origin: ReportSource, receipt: Receipt): Promise<boolean> {
  if (receipt.type === 'receipt' && receipt.upTo) return applyWatermark(tx, origin, receipt);
  const entryId = await messageOf(tx, origin.keyring, receipt.threadKeys);
  const found = entryId === null ? null : await tx.repo(Delivery).findOneBy({ entryId });
  if (!found || !(await mayReportOn(tx, origin.account, found))) return false;
  const about = { entryId: found.entryId, receipt };
  await (found.sideConversationId === null ? applyTo(tx, origin, about) : applyAside(tx, { origin, found }, receipt));
  if (receipt.type === 'receipt' && receipt.isAccountFault)
    await setAccountHealth(tx, origin.account.id, {
      state: 'error',
      reason: receipt.reason,
      isOfSending: true,
    });
  return true;
}

/**
 * Whether an account may report on a delivery. A provider that calls us knows only what was sent by the account that it calls for;
 * a report that comes as a message of its kind may come to another address of ours, as complaints about mail do.
 */
async function mayReportOn(
  tx: Tx,
  { id, kind, channel }: ReportSource['account'],
  { channelAccountId }: Delivery,
): Promise<boolean> {
  if (channelAccountId === id) return true;
  return !channel.verify && tx.repo(ChannelAccount).existsBy({ id: channelAccountId, kind });
}

/**
 * Applies a receipt to all messages to a person that were sent by a time. An attempt starts before the provider takes the
 * message, and ends after, so its start is what counts. Index `message_conversation`.
 */
async function applyWatermark(tx: Tx, origin: ReportSource, receipt: InboundReceipt): Promise<boolean> {
  const { handle, at } = receipt.upTo!;
  const rows = await tx.query<{ entryId: string; state: DeliveryStatus }>(
    `select m.entry_id as "entryId", d.state from handle h join message m on m.channel_account_id = $1 and m.handle_id = h.id and m.direction = 'out'
     join delivery d on d.entry_id = m.entry_id
     where h.type = $2 and h.value = $3 and d.state in ('sending', 'sent', 'delivered') and d.started_at <= $4
     order by m.entry_id`,
    [origin.account.id, handle.type, handle.value, at],
  );
  for (const { entryId, state } of rows)
    await (state === 'sending'
      ? keepWhileSending(tx, origin, { entryId, receipt })
      : applyTo(tx, origin, { entryId, receipt }));
  // A watermark need not be kept: messages that are sent later are later than it.
  return true;
}

interface ReceiptOf {
  entryId: string;
  receipt: Receipt;
}

async function applyTo(tx: Tx, origin: ReportSource, { entryId, receipt }: ReceiptOf): Promise<void> {
  const item = await lockCaseOfEntry(tx, entryId);
  const delivery = await lockDelivery(tx, entryId);
  if (delivery.state === 'sending') return keepWhileSending(tx, origin, { entryId, receipt });
  const isNewPart =
    receipt.type === 'receipt' && !!receipt.externalId && (await recordPartFromReport(tx, entryId, receipt.externalId));
  if (receipt.type === 'receipt' && (await isAboutParts(tx, entryId, receipt)))
    await applyToParts(tx, { item, delivery, isNewPart }, receipt);
  else await applyToWhole(tx, { origin, item, delivery }, receipt);
}

/** Applies a receipt of a message of a side conversation, once the outcome of its attempt is known. */
async function applyAside(
  tx: Tx,
  { origin, found }: { origin: ReportSource; found: Delivery },
  receipt: Receipt,
): Promise<void> {
  const locked = await lockSideDelivery(tx, found);
  await (locked.delivery.state === 'sending'
    ? keepWhileSending(tx, origin, { entryId: found.entryId, receipt })
    : applySideReceipt(tx, locked, receipt));
}

/** The outcome of the attempt is not known yet; once it is, `applyEarlyReports` finds the receipt by the entry. */
async function keepWhileSending(tx: Tx, { account }: ReportSource, { entryId, receipt }: ReceiptOf): Promise<void> {
  await tx.repo(EarlyReport).insert({
    id: newId(),
    channelAccountId: account.id,
    target: entryId,
    report: receipt,
    receivedAt: tx.now,
  });
}

async function isAboutParts(tx: Tx, entryId: string, { upTo, ...receipt }: InboundReceipt): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from message_part where entry_id = $1 and ($2::text[] is null or external_id = any($2)) limit 1`,
    [entryId, upTo ? null : idsIn(receipt)],
  );
  return rows.length > 0;
}

/** The provider's ids of the part that a receipt is about. */
const idsIn = ({ externalId, threadKeys }: Pick<InboundReceipt, 'externalId' | 'threadKeys'>): string[] => [
  ...(externalId ? [externalId] : []),
  ...threadKeys.filter((key) => key.startsWith('ref:')).map((key) => key.slice('ref:'.length)),
];

/** Applies a receipt to the parts that it is about; the state of the message is that of its worst part. */
async function applyToParts(
  tx: Tx,
  { item, delivery, isNewPart }: { item: Case; delivery: Delivery; isNewPart: boolean },
  receipt: InboundReceipt,
): Promise<void> {
  const { entryId, state: before } = delivery;
  const { status, reason, recipient } = receipt;
  const parts = await partsOf(tx, entryId);
  const isChanged = await updateParts(tx, parts, receipt);
  // What is outdated, or about an earlier attempt, decides nothing; but any word of a part ends the doubt whether it was sent.
  if (!isChanged && !isNewPart && before !== 'unknown') return;
  const isTold = isChanged && reason !== null;
  // While the message is sent again, the outcome of that attempt decides.
  const overall = before === 'queued' ? undefined : stateOfParts(parts, delivery.parts);
  if (!isTold && (!overall || (overall.state === before && overall.reason === delivery.reason))) return;
  const recipients =
    recipient && overall ? [{ address: recipient, status: overall.state, reason: overall.reason }] : [];
  await saveDeliveryState(tx, {
    item,
    delivery,
    changes: overall
      ? { ...overall, recipients, ...reportedPosting(delivery, { status: overall.state, at: receipt.at }, tx.now) }
      : {},
    activity: isTold ? { type: 'receipt', entryId, status, recipient, reason } : undefined,
  });
}

/**
 * Updates the parts that a receipt is about, in place and in the database. Returns false when the receipt contains
 * nothing new about them.
 */
async function updateParts(tx: Tx, parts: Part[], receipt: InboundReceipt): Promise<boolean> {
  const { status, reason, upTo } = receipt;
  const ids = idsIn(receipt);
  const changed = parts.filter(
    ({ externalId, state }) => (upTo !== undefined || ids.includes(externalId)) && isFurther(status, state),
  );
  for (const part of changed) Object.assign(part, { state: status, reason });
  await tx.query(`update message_part set state = $2, reason = $3 where external_id = any($1::text[])`, [
    changed.map(({ externalId }) => externalId),
    status,
    reason,
  ]);
  return changed.length > 0;
}

async function applyToWhole(
  tx: Tx,
  { origin, item, delivery }: { origin: ReportSource; item: Case; delivery: Delivery },
  receipt: Receipt,
): Promise<void> {
  const { state: before } = delivery;
  const isDelayed = receipt.type === 'receipt' && receipt.delayed === true;
  const activity = activityOf(delivery, receipt, isDelayed);
  if (isKnown(delivery, activity)) return;

  const { recipient, status, reason } = activity;
  const at = 'at' in receipt ? receipt.at : null;
  const others = delivery.recipients.filter(({ address }) => address !== recipient);
  const recipients = recipient ? [...others, { address: recipient, status, reason }] : others;
  // A message that failed for one of several recipients counts as failed, because an agent must see that a recipient
  // did not get it.
  const overall = recipients.some((one) => one.status === 'failed') ? 'failed' : status;
  const toOne = origin.account.channel.capabilities.recipients === 'one';
  // While the message is sent again, a receipt of an earlier attempt is recorded, but does not change the state.
  const isBeingRepeated = before === 'queued';
  const counts = !isBeingRepeated && (isDelayed || rank(overall, toOne) >= rank(before, toOne));
  await saveDeliveryState(tx, {
    item,
    delivery,
    changes: {
      recipients,
      ...(counts && !isDelayed && { state: overall, ...reportedPosting(delivery, { status: overall, at }, tx.now) }),
      ...((toOne ? counts : !isBeingRepeated) && { reason }),
    },
    // The delivery itself shows how far the message came; the timeline tells only what went wrong.
    activity: reason !== null || receiptStatus(receipt) === 'failed' || !toOne ? activity : undefined,
  });
}

/** The id of the message of ours that a report is about, by a token that we signed or by an id of the provider. */
async function messageOf(tx: Tx, keyring: Keyring, keys: readonly string[]): Promise<string | null> {
  for (const key of keys) {
    if (key.startsWith('bounce:')) {
      const id = idOfAddressToken(keyring, 'bounce', key.slice('bounce:'.length));
      if (id) return id;
    }
    if (key.startsWith('ref:')) {
      const [row] = await tx.query<{ entry_id: string }>(
        `select entry_id from message where external_id = $1 and direction = 'out'
         union all select entry_id from message_part where external_id = $1
         union all select id from side_message where external_id = $1 and direction = 'out' limit 1`,
        [key.slice('ref:'.length)],
      );
      if (row) return row.entry_id;
    }
  }
  return null;
}
