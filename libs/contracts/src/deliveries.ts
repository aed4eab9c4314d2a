import { z } from 'zod';
import { Instant } from './primitives.js';

/**
 * `scheduled`: inside its undo delay, or to be sent later. `canceled`: taken back before it was sent. `blocked`: waits for an
 * agent's decision. `queued`: due. `unknown`: the process died while sending, so it may have been sent.
 */
export const DeliveryStatus = z.enum([
  'scheduled',
  'canceled',
  'blocked',
  'queued',
  'sending',
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
});

export type Delivery = z.infer<typeof Delivery>;
