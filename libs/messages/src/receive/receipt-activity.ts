import { commonReason, type InboundComplaint, type InboundReceipt } from '@guichet/channels';
import type { Activity, DeliveryStatus } from '@guichet/contracts';
import { type Delivery } from '@guichet/database';

export type Receipt = InboundReceipt | InboundComplaint;

export type ReceiptActivity = Extract<Activity, { type: 'receipt' }>;

export const receiptStatus = (receipt: Receipt): DeliveryStatus =>
  receipt.type === 'complaint' ? 'delivered' : receipt.status;

export const activityOf = ({ entryId, state }: Delivery, receipt: Receipt, isDelayed: boolean): ReceiptActivity => ({
  type: 'receipt',
  entryId,
  status: isDelayed ? state : receiptStatus(receipt),
  recipient: receipt.recipient,
  reason: receipt.type === 'complaint' ? commonReason('reported-unwanted') : receipt.reason,
});

export const isKnown = (delivery: Delivery, { recipient, status, reason }: ReceiptActivity): boolean =>
  recipient === null
    ? delivery.state === status && delivery.reason === reason
    : delivery.recipients.some((one) => one.address === recipient && one.status === status && one.reason === reason);
