import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';

/** Why an envelope could not become an entry. */
export const HoldReason = z.enum([
  'unparsable',
  'too-slow',
  'too-big',
  'unmatched-bounce',
  'unmatched-automatic',
  'complaint',
  'channel-gone',
  'failed-repeatedly',
]);
export type HoldReason = z.infer<typeof HoldReason>;

export const HeldEnvelope = z.object({
  id: Id,
  channelId: Id.nullable(),
  channelName: z.string().nullable(),
  channel: ChannelKind.nullable(),
  receivedAt: Instant,
  from: z.string().nullable(),
  to: z.array(z.string()),
  subject: z.string().nullable(),
  size: z.number().int(),
  reason: HoldReason,
  detail: z.string(),
  attempts: z.number().int(),
});
export type HeldEnvelope = z.infer<typeof HeldEnvelope>;
