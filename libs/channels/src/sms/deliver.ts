import { ChannelError, type ChannelIo, type Delivered, type OutboundMessage } from '../channel.js';
import { sendInOrder } from '../kit/parts.js';
import { twilioClient } from './client.js';
import type { SmsConfig } from './config.js';
import { reaches } from './handles.js';
import { smsParts } from './parts.js';
import { callbackUrl } from './webhook.js';

/** Twilio takes no key by which it would know a second try: what may have been taken is never sent again by itself. */
export async function deliver(message: OutboundMessage, config: SmsConfig, io: ChannelIo): Promise<Delivered> {
  const [to] = message.to;
  if (!to || !reaches(to)) throw new ChannelError('This is not a number that takes an SMS.', false);
  const client = twilioClient(config, io);
  const { from, messagingServiceSid } = config;
  const statusCallback = callbackUrl(message, config);
  return sendInOrder(smsParts(message.text), message.parts, async (body) => {
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
