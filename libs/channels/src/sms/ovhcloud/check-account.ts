import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../../channel.js';
import { checkStep, type StepResult } from '../../kit/account-check-step.js';
import { OvhcloudApi } from './api-client.js';
import { callbackUrl } from './callback-url-and-verification.js';
import type { OvhcloudConfig } from './config.js';
import { reason } from './texts.js';

const Service = z.looseObject({ creditsLeft: z.coerce.number(), callBack: z.string().nullish().catch(null) });
const SenderState = z.looseObject({ status: z.string() });

/** Asks OVHcloud for the account, its credits and its sender, and tells it where to send delivery receipts. Never throws. */
export async function check(config: OvhcloudConfig, io: ChannelIo, webhookUrl: string | null): Promise<ChannelCheck[]> {
  const api = new OvhcloudApi(io, config);
  const account = await checkStep(reason('account'), () => checkAccount(api, config));
  const sender = await checkStep(reason('sender'), () => checkSender(api, config));
  const callback = await checkStep(reason('callback'), () => checkCallback(api, config, webhookUrl));
  return [account, sender, callback];
}

async function checkAccount(api: OvhcloudApi, { serviceName: service }: OvhcloudConfig): Promise<StepResult> {
  const { creditsLeft: credits } = await api.get('', Service);
  return credits > 0
    ? [true, reason('credits-left', { service, credits })]
    : [false, reason('no-credits-left', { service })];
}

async function checkSender(api: OvhcloudApi, { sender }: OvhcloudConfig): Promise<StepResult> {
  if (sender === undefined) return [true, reason('short-number')];
  const { status } = await api.get(`/senders/${encodeURIComponent(sender)}`, SenderState);
  return status === 'enable'
    ? [true, reason('sender-valid', { sender })]
    : [false, reason('sender-not-valid', { sender, status })];
}

/** An address that is there already may serve something else: it is left. */
async function checkCallback(api: OvhcloudApi, config: OvhcloudConfig, webhookUrl: string | null): Promise<StepResult> {
  if (webhookUrl === null) return [true, reason('callback-later')];
  const ours = callbackUrl(webhookUrl, config);
  const { callBack } = await api.get('', Service);
  if (callBack && callBack.split('?')[0] !== ours.split('?')[0]) return [true, reason('callback-elsewhere')];
  if (callBack !== ours) await api.put('', { callBack: ours });
  return [true, reason('callback-set')];
}
