import type { Twilio } from 'twilio';
import type { ChannelCheck, ChannelIo } from '../../channel.js';
import { checkStep, type StepResult } from '../../kit/account-check-step.js';
import { twilioClient } from './api-client.js';
import { isSenderName } from '../sender-setting.js';
import type { TwilioConfig } from './config.js';
import { reason } from './texts.js';
import { webhookSuffix } from './webhook-signature-and-fields.js';

/** Asks Twilio for the account, for the sender, and where it reports what citizens write. Never throws. */
export async function check(config: TwilioConfig, io: ChannelIo, webhookUrl: string | null): Promise<ChannelCheck[]> {
  const client = twilioClient(config, io);
  const { from, messagingServiceSid } = config;
  const account = await checkStep(reason('account'), () => checkAccount(client, config));
  // Without the account nothing else can be asked.
  if (!account.ok) return [account];
  const steps = [
    ...(messagingServiceSid
      ? [checkStep(reason('service'), () => checkService(client, messagingServiceSid, webhookUrl))]
      : []),
    ...(from
      ? [checkStep(reason('number'), () => checkNumber(client, from, messagingServiceSid ? null : webhookUrl))]
      : []),
  ];
  return [account, ...(await Promise.all(steps))];
}

async function checkAccount(client: Twilio, { accountSid }: TwilioConfig): Promise<StepResult> {
  const { friendlyName: name, status } = await client.api.v2010.accounts(accountSid).fetch();
  return status === 'active'
    ? [true, reason('signed-in', { name })]
    : [false, reason('account-status', { name, status })];
}

async function checkNumber(client: Twilio, sender: string, webhookUrl: string | null): Promise<StepResult> {
  if (isSenderName(sender)) return [true, reason('name-sends', { sender })];
  // Short codes are in no list that every account has.
  if (!sender.startsWith('+')) return [true, reason('short-code', { sender })];
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: sender, limit: 1 });
  if (!number) return [false, reason('number-not-ours', { sender })];
  if (!number.capabilities.sms) return [false, reason('number-cannot-text', { sender })];
  return checkWebhook({ sender, url: number.smsUrl, method: number.smsMethod }, webhookUrl);
}

async function checkService(client: Twilio, sid: string, webhookUrl: string | null): Promise<StepResult> {
  const service = await client.messaging.v1.services(sid).fetch();
  const { friendlyName: name, inboundRequestUrl: url, inboundMethod: method } = service;
  if (service.useInboundWebhookOnNumber) return [true, reason('numbers-decide', { name })];
  return checkWebhook({ sender: name, url, method }, webhookUrl);
}

/** Where a sender reports its messages. Nothing is set there by us: a number may serve something else, too. */
function checkWebhook(
  { sender, url, method }: { sender: string; url: string | null; method: string },
  webhookUrl: string | null,
): StepResult {
  if (webhookUrl === null) return [true, reason('found', { sender })];
  const ours = webhookUrl.split('#')[0]!;
  const address = `${ours}${webhookSuffix}`;
  if (!url) return [false, reason('no-webhook', { sender, address })];
  if (url.split('#')[0] !== ours) return [false, reason('other-webhook', { sender, address })];
  if (method.toUpperCase() !== 'POST') return [false, reason('wrong-method', { sender, method })];
  return [
    true,
    url.includes('rc=') ? reason('webhook-set', { sender }) : reason('webhook-once', { sender, suffix: webhookSuffix }),
  ];
}
