import { z } from 'zod';
import { undoSeconds } from '../kit/undo-seconds-setting.js';
import { reason } from './texts.js';

/** Settings of one bot. The order of the keys is that of the form. */
export const TelegramConfig = z.strictObject({
  botToken: z
    .string()
    .trim()
    .max(200)
    .regex(/^\d{3,20}:[\w-]{10,}$/, reason('bad-bot-token'))
    .meta({ 'x-secret': true }),
  secretToken: z
    .string()
    .trim()
    .regex(/^[\w-]{8,256}$/, reason('bad-secret-token'))
    .meta({ 'x-secret': true }),
  apiBaseUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  undoSeconds: undoSeconds(5),
});
export type TelegramConfig = z.infer<typeof TelegramConfig>;

export const secrets = ['botToken', 'secretToken'] as const;

/** The number of the bot, which is no secret. */
export const botIdOf = ({ botToken }: TelegramConfig): string => botToken.slice(0, botToken.indexOf(':'));
