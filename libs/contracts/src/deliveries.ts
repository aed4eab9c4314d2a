import { z } from 'zod';
import { Printed } from './letters.js';
import { Instant } from './primitives.js';

/**
 * `scheduled`: inside its undo delay, or to be sent later. `canceled`: taken back before it was sent. `blocked`: waits for an
 * agent's decision. `queued`: due. `to-print`: a letter that an agent has yet to print and post. `handed-over`: a letter that a
 * provider has taken and not posted yet. `unknown`: the process died while sending, so it may have been sent.
 */
export const DeliveryStatus = z.enum([
  'scheduled',
  'canceled',
  'blocked',
  'queued',
  'sending',
  'to-print',
  'handed-over',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
]);

export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const Delivery = z.object({
  status: DeliveryStatus,
  reason: z.string().nullable(),
  at: Instant,
  /** The time when a scheduled message is sent, or a queued one is tried again. */
  dueAt: Instant.nullable(),
  attempts: z.number().int(),
  /** The state by recipient, where it differs between the recipients of one message. */
  recipients: z.array(z.object({ address: z.string(), status: DeliveryStatus, reason: z.string().nullable() })),
  /** The message is blocked until an agent decides, when the citizen writes before it is sent. */
  cancelIfCitizenReplies: z.boolean().default(false),
  /** Of a message on paper: the letter that is kept as it was sent, when it was posted, and when it was before it came back; who printed it last. */
  letter: z
    .object({
      pages: z.number().int(),
      sha256: z.string(),
      postedAt: Instant.nullable(),
      postedBefore: z.array(Instant),
      printed: Printed.nullable(),
    })
    .optional(),
});

export type Delivery = z.infer<typeof Delivery>;
