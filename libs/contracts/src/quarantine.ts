import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';

/** Why an envelope could not become an entry. */
export const QuarantineReason = z.enum([
  'unparsable',
  'too-slow',
  'too-big',
  'unmatched-bounce',
  'unmatched-automatic',
  'complaint',
  'channel-gone',
  'address-unknown', // `detail` contains the address
  'failed-repeatedly',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

export const QuarantinedEnvelope = z.object({
  id: Id,
  channelAccountId: Id.nullable(),
  channelName: z.string().nullable(),
  channel: ChannelKind.nullable(),
  receivedAt: Instant,
  from: z.string().nullable(),
  to: z.array(z.string()),
  subject: z.string().nullable(),
  size: z.number().int(),
  reason: QuarantineReason,
  detail: z.string(),
  attempts: z.number().int(),
});
export type QuarantinedEnvelope = z.infer<typeof QuarantinedEnvelope>;
