import type { Twilio } from 'twilio';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { step } from '../kit/step.js';
import { twilioClient } from './client.js';
import { isSenderName, type SmsConfig } from './config.js';
import { webhookSuffix } from './webhook.js';

type Told = [boolean, string];

/** Asks Twilio for the account, for the sender, and where it sends what citizens write. Never throws. */
export async function check(config: SmsConfig, io: ChannelIo, webhookUrl: string | null): Promise<ChannelCheck[]> {
  const client = twilioClient(config, io);
  const { from, messagingServiceSid } = config;
  const account = await step('Account', () => accountStep(client, config));
  // Without the account nothing else can be asked.
  if (!account.ok) return [account];
  const steps = [
    ...(messagingServiceSid
      ? [step('Messaging service', () => serviceStep(client, messagingServiceSid, webhookUrl))]
      : []),
    ...(from ? [step('Number', () => numberStep(client, from, messagingServiceSid ? null : webhookUrl))] : []),
  ];
  return [account, ...(await Promise.all(steps))];
}

async function accountStep(client: Twilio, { accountSid }: SmsConfig): Promise<Told> {
  const { friendlyName, status } = await client.api.v2010.accounts(accountSid).fetch();
  return status === 'active'
    ? [true, `Signed in to “${friendlyName}”.`]
    : [false, `The account “${friendlyName}” is ${status}.`];
}

async function numberStep(client: Twilio, from: string, webhookUrl: string | null): Promise<Told> {
  if (isSenderName(from)) return [true, `“${from}” sends, and cannot receive.`];
  // Short codes are in no list that every account has.
  if (!from.startsWith('+')) return [true, `The short code ${from} is taken as it is.`];
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: from, limit: 1 });
  if (!number) return [false, `${from} is not a number of this account.`];
  if (!number.capabilities.sms) return [false, `${from} cannot send an SMS.`];
  return incoming(from, number.smsUrl, number.smsMethod, webhookUrl);
}

async function serviceStep(client: Twilio, sid: string, webhookUrl: string | null): Promise<Told> {
  const service = await client.messaging.v1.services(sid).fetch();
  const name = `“${service.friendlyName}”`;
  if (service.useInboundWebhookOnNumber)
    return [true, `${name} lets each number say where its messages go: give each the webhook address.`];
  return incoming(name, service.inboundRequestUrl, service.inboundMethod, webhookUrl);
}

/** Nothing is set there by us: a number may serve something else, too. */
function incoming(sender: string, url: string | null, method: string, webhookUrl: string | null): Told {
  if (webhookUrl === null) return [true, `${sender} is there.`];
  const address = webhookUrl.split('#')[0]!;
  const wanted = `${address}${webhookSuffix}`;
  const late = 'Until then messages come with delay.';
  if (!url) return [false, `${sender} tells nobody of its messages: give it ${wanted} in the Twilio console. ${late}`];
  if (url.split('#')[0] !== address)
    return [false, `${sender} sends its messages elsewhere: give it ${wanted} in the Twilio console. ${late}`];
  if (method.toUpperCase() !== 'POST') return [false, `${sender} calls by ${method}: it must be POST.`];
  return url.includes('rc=')
    ? [true, `${sender} is there and sends its messages to us.`]
    : [true, `${sender} sends its messages to us, but calls only once: the address ends in ${webhookSuffix}.`];
}
