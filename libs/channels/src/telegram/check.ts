import type { ChannelCheck, ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { step } from '../kit/step.js';
import { apiOf, asked } from './api.js';
import type { TelegramConfig } from './config.js';
import { ALLOWED_UPDATES } from './parse.js';

/** Asks for the bot, and tells Telegram where to call. Never throws. */
export async function check(config: TelegramConfig, io: ChannelIo, webhookUrl: string | null): Promise<ChannelCheck[]> {
  const api = apiOf(config, io);
  return [
    await step('Bot', async () => {
      const { first_name, username } = await asked(api.getMe());
      return [true, `@${cleanLine(username)} “${cleanLine(first_name)}” answers.`];
    }),
    await step('Webhook', async () => {
      if (!webhookUrl) return [true, 'Telegram is told where to call when the saved account is tested.'];
      await asked(api.setWebhook(webhookUrl, { secret_token: config.secretToken, allowed_updates: ALLOWED_UPDATES }));
      const { pending_update_count: pending, last_error_message: fault } = await asked(api.getWebhookInfo());
      if (pending > 0 && fault) return [false, `${pending} messages wait at Telegram: ${cleanLine(fault, 300)}`];
      return [true, 'Telegram knows where to call.'];
    }),
  ];
}
