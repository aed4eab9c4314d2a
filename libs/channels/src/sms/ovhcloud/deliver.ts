import { smsSegments } from '@guichet/contracts';
import { z } from 'zod';
import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { sendInOrder } from '../../kit/send-in-parts.js';
import type { Delivered, OutboundMessage } from '../../outbound-message.js';
import { reaches } from '../handles.js';
import { reason as smsReason } from '../texts.js';
import { smsParts } from '../split-into-numbered-parts.js';
import { OvhcloudApi } from './api-client.js';
import type { OvhcloudConfig } from './config.js';
import { messageId } from './own-address-and-message-id.js';
import { reason } from './texts.js';

/** At most eight SMS a job: of 153 characters each, or 67 where the large alphabet is needed. */
const MAX_CHARACTERS = { 'GSM-7': 8 * 153, 'UCS-2': 8 * 67 };
const VALID_MINUTES = 2880;

const Job = z.looseObject({ ids: z.array(z.coerce.string()), invalidReceivers: z.array(z.string()).catch([]) });

/** OVHcloud takes no key by which it would recognise a second attempt: what may have been sent is not sent again by itself. */
export async function deliver(message: OutboundMessage, config: OvhcloudConfig, io: ChannelIo): Promise<Delivered> {
  const [to] = message.to;
  if (!to || !reaches(to)) throw new ChannelError(smsReason('not-reachable'), { retryable: false });
  const api = new OvhcloudApi(io, config);
  const { encoding } = smsSegments(message.text);
  return sendInOrder(smsParts(message.text, MAX_CHARACTERS[encoding]), message.parts, async (text) => {
    const { ids, invalidReceivers } = await api.post('/jobs', jobOf(text, to.value, config), Job);
    const [id] = ids;
    if (invalidReceivers.length > 0 || id === undefined)
      throw new ChannelError(reason('invalid-receiver'), { retryable: false });
    return messageId(config, id);
  });
}

const jobOf = (text: string, receiver: string, { sender, stopClause }: OvhcloudConfig) => ({
  message: text,
  receivers: [receiver],
  charset: 'UTF-8',
  class: 'phoneDisplay',
  coding: smsSegments(text).encoding === 'GSM-7' ? '7bit' : '8bit',
  // Only advertising needs the clause, and is not sent at night.
  noStopClause: !stopClause,
  priority: 'high',
  validityPeriod: VALID_MINUTES,
  ...(sender === undefined ? { senderForResponse: true } : { sender, senderForResponse: false }),
});
