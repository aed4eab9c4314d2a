import { z } from 'zod';
import { Id, Instant } from './primitives.js';

/** Unpadded base64url. */
const Base64Url = (min: number, max: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .min(min)
    .max(max);

/** `POST /notifications/devices`: what the browser of this session was given by its push service (W3C Push API). */
export const AddPushDevice = z.strictObject({
  /** An address of the push service, by https. */
  endpoint: z
    .string()
    .max(1000)
    .meta({ examples: ['https://updates.push.services.mozilla.com/wpush/v2/gAAAAABn'] }),
  keys: z.strictObject({
    p256dh: Base64Url(80, 100).meta({
      examples: ['BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM'],
    }),
    auth: Base64Url(16, 32).meta({ examples: ['tBHItJI5svbpez7KI4CCXg'] }),
  }),
});
export type AddPushDevice = z.infer<typeof AddPushDevice>;

/** A browser on which an agent is notified as long as they are signed in there. */
export const PushDevice = z.object({
  id: Id,
  userAgent: z.string().nullable(),
  createdAt: Instant,
  /** When a notification was last accepted for it by its push service; null: none was yet. */
  usedAt: Instant.nullable(),
  /** Whether it is the one of the session by which this is asked. */
  current: z.boolean(),
});
export type PushDevice = z.infer<typeof PushDevice>;

/** `GET /notifications/devices` */
export const PushDevices = z.object({
  /** The public key of this installation, by which push services know it (RFC 8292); null: it has none yet. */
  publicKey: z.string().nullable(),
  devices: z.array(PushDevice),
});
export type PushDevices = z.infer<typeof PushDevices>;
