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
  /** When a scheduled message is sent, or a queued one is tried again. */
  dueAt: Instant.nullable(),
  attempts: z.number().int(),
  /** Where one message had several recipients and they fared differently. */
  recipients: z.array(z.object({ address: z.string(), status: DeliveryStatus, reason: z.string().nullable() })),
  /** It is blocked, and waits for an agent, when the citizen writes before it is sent. */
  cancelIfCitizenReplies: z.boolean().default(false),
});

export type Delivery = z.infer<typeof Delivery>;
