import { z } from 'zod';
import { undoSeconds } from '../kit/undo-seconds-setting.js';
import { reason } from './texts.js';

/** Settings of one connection to another system. */
export const WebhookConfig = z.strictObject({
  outboundUrl: z.url({ protocol: /^https?$/ }).max(1000),
  secret: z.string().min(16, reason('short-secret')).max(500).meta({ 'x-secret': true }),
  source: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, reason('bad-source'))
    .optional(),
  undoSeconds: undoSeconds(5),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

/** By what name its people are known, e.g. `webhook:parking.example/42`. */
export const sourceOf = ({ source, outboundUrl }: WebhookConfig): string => source ?? new URL(outboundUrl).hostname;
