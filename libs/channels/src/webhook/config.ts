import { z } from 'zod';
import { undoSeconds } from '../kit/undo-seconds.js';

/** Settings of one connection to another system. */
export const WebhookConfig = z
  .strictObject({
    outboundUrl: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .meta({ title: 'Their address', description: 'Answers are sent there as signed JSON.' }),
    secret: z.string().min(16, 'A secret has 16 characters at least.').max(500).meta({
      title: 'Shared secret',
      description: 'Signs what goes either way: give the same one to the other system.',
      'x-secret': true,
    }),
    source: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Small letters, digits and dashes.')
      .optional()
      .meta({ title: 'Short name', description: 'Tells its people from those of other systems; by default its host.' }),
    undoSeconds: undoSeconds(5),
  })
  .meta({ title: 'Connection to another system' });
export type WebhookConfig = z.infer<typeof WebhookConfig>;

/** By what name its people are known, e.g. `webhook:parking.example/42`. */
export const sourceOf = ({ source, outboundUrl }: WebhookConfig): string => source ?? new URL(outboundUrl).hostname;
