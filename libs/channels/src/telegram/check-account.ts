import type { ChannelCheck, ChannelIo } from '../channel.js';
import { checkStep } from '../kit/account-check-step.js';
import { cleanLine } from '../kit/clean-text.js';
import { apiOf, asked } from './api-client.js';
import type { TelegramConfig } from './config.js';
import { ALLOWED_UPDATES } from './parse.js';
import { reason } from './texts.js';

/** Asks for the bot, and registers with Telegram where to call. Never throws. */
export async function check(config: TelegramConfig, io: ChannelIo, webhookUrl: string | null): Promise<ChannelCheck[]> {
  const api = apiOf(config, io);
  return [
    await checkStep(reason('bot'), async () => {
      const { first_name, username } = await asked(api.getMe());
      return [true, reason('bot-found', { username: cleanLine(username), name: cleanLine(first_name) })];
    }),
    await checkStep(reason('webhook'), async () => {
      if (!webhookUrl) return [true, reason('webhook-later')];
      await asked(api.setWebhook(webhookUrl, { secret_token: config.secretToken, allowed_updates: ALLOWED_UPDATES }));
      const { pending_update_count: count, last_error_message: fault } = await asked(api.getWebhookInfo());
      return count > 0 && fault
        ? [false, reason('webhook-waiting', { count, said: cleanLine(fault, 300) })]
        : [true, reason('webhook-set')];
    }),
  ];
}
