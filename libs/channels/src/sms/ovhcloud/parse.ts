import type { InboundEvent, InboundReceipt } from '../../inbound-events.js';
import { Unparsable } from '../../channel-error.js';
import { clean, cleanLine } from '../../kit/clean-text.js';
import { fingerprintOf } from '../../kit/message-fingerprint.js';
import { referenceHints } from '../../kit/case-references.js';
import { readable } from '../../kit/lenient-lists.js';
import { plainMessage } from '../../kit/text-only-message-fields.js';
import type { RawRequest } from '../../raw-request.js';
import { noReplyFlag, party } from '../handles.js';
import { consentIn } from '../../kit/consent-words.js';
import type { OvhcloudConfig } from './config.js';
import { messageId, ownAddress } from './own-address-and-message-id.js';
import { Incoming, isFinal, Outgoing, Polled } from './api-messages.js';
import { reason } from './texts.js';

/** A delivery receipt, which OVHcloud calls us with (`?id=…&dlr=…&ptt=…`), or what the poll found. */
export async function parse({ headers, body }: RawRequest, config: OvhcloudConfig): Promise<InboundEvent[]> {
  if (headers[':method'] !== undefined) return calledEvents(headers[':url'] ?? '', config);
  const { incoming, outgoing } = Polled.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  return [
    ...readable(incoming, Incoming).flatMap((message) => messageOf(message, config)),
    ...readable(outgoing, Outgoing).flatMap((message) => receiptOf(message, config)),
  ];
}

function calledEvents(url: string, config: OvhcloudConfig): InboundEvent[] {
  const query = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  const call = Outgoing.safeParse({ id: query.get('id'), deliveryReceipt: query.get('dlr'), ptt: query.get('ptt') });
  if (!call.success || !query.get('id'))
    throw new Unparsable('unparsable', 'The call names no message.', { cause: call.error });
  return receiptOf(call.data, config);
}

function messageOf(
  { id, sender, message, creationDatetime: at }: ReturnType<typeof Incoming.parse>,
  config: OvhcloudConfig,
) {
  const text = clean(message.replaceAll('\r\n', '\n'));
  const from = party(sender);
  const cannotReply = from && noReplyFlag(from);
  const externalId = messageId(config, `in:${id}`);
  const event: InboundEvent = {
    ...plainMessage(text),
    externalId,
    // Its id is unique, and its words never change.
    fingerprint: fingerprintOf([externalId]),
    threadKeys: referenceHints(text),
    from: from ?? null,
    to: [ownAddress(config)],
    sentAt: at,
    flags: from ? (cannotReply ? [cannotReply] : []) : ['no-sender'],
  };
  const given = consentIn(text, undefined);
  if (given === undefined || !from) return [event];
  return [event, { type: 'consent' as const, from, given, word: cleanLine(text, 40), at }];
}

/** A state that is not known yet says nothing. */
function receiptOf(message: ReturnType<typeof Outgoing.parse>, config: OvhcloudConfig): InboundReceipt[] {
  const { id, receiver, deliveryReceipt, ptt } = message;
  if (!isFinal(deliveryReceipt)) return [];
  const isDelivered = deliveryReceipt === 1;
  return [
    {
      type: 'receipt',
      threadKeys: [`ref:${messageId(config, id)}`],
      status: isDelivered ? 'delivered' : 'failed',
      recipient: party(receiver)?.value ?? null,
      reason: isDelivered ? null : reason(deliveryReceipt === 16 ? 'rejected' : 'not-delivered', { ptt }),
      at: null,
    },
  ];
}
