import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import type { Delivered, OutboundMessage } from '../../outbound-message.js';
import { sendInOrder } from '../../kit/send-in-parts.js';
import { twilioClient } from './api-client.js';
import type { TwilioConfig } from './config.js';
import { reason as smsReason } from '../texts.js';
import { reaches } from '../handles.js';
import { smsParts } from '../split-into-numbered-parts.js';
import { callbackUrl } from './webhook-signature-and-fields.js';

/** Twilio takes so many in one call. */
const MAX_CHARACTERS = 1600;

/** Twilio takes no key by which it would know a second try: what may have been taken is never sent again by itself. */
export async function deliver(message: OutboundMessage, config: TwilioConfig, io: ChannelIo): Promise<Delivered> {
  const [to] = message.to;
  if (!to || !reaches(to)) throw new ChannelError(smsReason('not-reachable'), { retryable: false });
  const client = twilioClient(config, io);
  const { from, messagingServiceSid } = config;
  const statusCallback = callbackUrl(message, config);
  return sendInOrder(smsParts(message.text, MAX_CHARACTERS), message.parts, async (body) => {
    const { sid } = await client.messages.create({
      to: to.value,
      body,
      ...(from !== undefined && { from }),
      ...(messagingServiceSid !== undefined && { messagingServiceSid }),
      ...(statusCallback !== undefined && { statusCallback }),
    });
    return sid;
  });
}
