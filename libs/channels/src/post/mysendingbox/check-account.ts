import type { ChannelCheck, ChannelIo } from '../../channel.js';
import { checkStep } from '../../kit/account-check-step.js';
import { MySendingBoxApi } from './api-client.js';
import type { MySendingBoxConfig } from './config.js';
import { reason } from './texts.js';

const isTestKey = ({ apiKey }: MySendingBoxConfig): boolean => apiKey.startsWith('test_');

/** Asks MySendingBox for the newest letters, which needs the key. Never throws. */
export async function check(
  config: MySendingBoxConfig,
  io: ChannelIo,
  webhookUrl: string | null,
): Promise<ChannelCheck[]> {
  const account = await checkStep(reason('account'), async () => {
    await new MySendingBoxApi(io, config).listed(new Date(), 1);
    return [true, reason(isTestKey(config) ? 'test-key' : 'live-key')];
  });
  const webhook: ChannelCheck = {
    name: reason('webhook'),
    ok: true,
    detail: reason(webhookUrl === null ? 'webhook-later' : 'webhook-by-hand'),
  };
  return [isTestKey(config) && account.ok ? { ...account, warning: true } : account, webhook];
}
