import { z } from 'zod';
import { Sender } from '../sender-setting.js';
import { reason, type Code } from './texts.js';
import { undoSeconds } from '../../kit/undo-seconds-setting.js';

const sid = (prefix: string, code: Code) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), reason(code));

/** Settings of one number, or of a messaging service. The order of the keys is that of the form. */
export const TwilioConfig = z
  .strictObject({
    // Accounts from before there was a choice do not say it.
    provider: z.literal('twilio').optional(),
    accountSid: sid('AC', 'bad-account-sid'),
    authToken: z.string().trim().min(1).max(200).meta({ 'x-secret': true }),
    from: Sender.optional(),
    messagingServiceSid: sid('MG', 'bad-service-sid').optional(),
    apiBaseUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    reconcileSeconds: z.int().min(1).max(86_400).default(300),
    undoSeconds: undoSeconds(10),
  })
  .refine(({ from, messagingServiceSid }) => from !== undefined || messagingServiceSid !== undefined, {
    path: ['from'],
    error: reason('sender-needed'),
  });
export type TwilioConfig = z.infer<typeof TwilioConfig>;

export const secrets = ['authToken'] as const;
