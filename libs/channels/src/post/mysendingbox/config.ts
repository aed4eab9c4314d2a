import { readPostalAddress } from '@guichet/contracts';
import { z } from 'zod';
import { undoSeconds } from '../../kit/undo-seconds-setting.js';
import { reason } from './texts.js';

/** The lines of the sender, to which the post returns what it cannot deliver. */
const Sender = z
  .string()
  .trim()
  .min(1)
  // The form has several lines for so many characters.
  .max(600)
  .refine((text) => readPostalAddress(text).fault === undefined, reason('bad-sender'));

/** Settings of one account of MySendingBox. The order of the keys is that of the form. */
export const MySendingBoxConfig = z.strictObject({
  provider: z.literal('mysendingbox'),
  apiKey: z.string().trim().min(8).max(200).meta({ 'x-secret': true }),
  sender: Sender,
  postage: z.enum(['verte', 'ecopli', 'prioritaire', 'lr', 'lrar']).default('verte'),
  color: z.boolean().default(false),
  bothSides: z.boolean().default(true),
  addressSheet: z.boolean().default(true).meta({ 'x-advanced': true }),
  apiBaseUrl: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional()
    .meta({ 'x-advanced': true }),
  pollSeconds: z.int().min(1).max(86_400).default(3600).meta({ 'x-advanced': true }),
  undoSeconds: undoSeconds(30),
});
export type MySendingBoxConfig = z.infer<typeof MySendingBoxConfig>;

export const secrets = ['apiKey'] as const;
