import type { InboundConsent, InboundReceipt } from '../../inbound-events.js';
import { reasonOf, UNSUBSCRIBED } from './error-codes.js';
import { reason } from './texts.js';
import { party } from '../handles.js';

/** What became of one of our messages, by a status call or by the list of messages. */
export interface SmsStatus {
  sid: string;
  to: string;
  status: string;
  errorCode: number | undefined;
  errorMessage: string | undefined;
  bounceToken: string | null;
  at: Date | null;
}

/** https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
const STATUSES: Record<string, InboundReceipt['status']> = {
  accepted: 'sent',
  scheduled: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  partially_delivered: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/** A status of which there is no word here says nothing. */
export function receiptsOf(sms: SmsStatus): (InboundReceipt | InboundConsent)[] {
  const status = STATUSES[sms.status];
  if (!status) return [];
  const receipt: InboundReceipt = {
    type: 'receipt',
    threadKeys: [...(sms.bounceToken ? [`bounce:${sms.bounceToken}`] : []), `ref:${sms.sid}`],
    ...(sms.bounceToken ? { externalId: sms.sid } : {}),
    status,
    recipient: party(sms.to)?.value ?? null,
    reason: status === 'failed' ? failure(sms) : null,
    at: sms.at,
  };
  const from = party(sms.to);
  if (sms.errorCode !== UNSUBSCRIBED || !from) return [receipt];
  return [receipt, { type: 'consent', from, given: false, word: 'STOP', at: sms.at }];
}

function failure({ status, errorCode, errorMessage }: SmsStatus): string {
  if (status === 'canceled') return reason('cancelled');
  return reasonOf(errorCode, errorMessage);
}
