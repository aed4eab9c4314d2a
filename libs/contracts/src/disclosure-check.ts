import { z } from 'zod';
import { Id } from './primitives.js';

/** What should be looked at before an answer leaves, as it may tell somebody what is not for them. */
export const DisclosureCode = z.enum([
  'new-recipient', // data.address: nobody of the case has used it, and it is not known as the person's
  'other-citizen-copied', // data.address: somebody else who writes to us
  'other-reference', // data.reference: of another case; or a link of ours to an answer or a file of one, shortened
  'other-person-data', // data.text: a number or an address that is somebody else's
  'below-confidentiality', // data.channel: others may read what comes by it, and the case is confidential
]);
export type DisclosureCode = z.infer<typeof DisclosureCode>;

export const DisclosureFinding = z.object({
  code: DisclosureCode,
  /** By which it is acknowledged: the code and what it is about. */
  key: z.string(),
  data: z.record(z.string(), z.string()),
});
export type DisclosureFinding = z.infer<typeof DisclosureFinding>;

/** `POST /cases/:id/messages/check`: silent when all is well. */
export const CheckMessage = z.strictObject({
  channelAccountId: Id.optional(),
  to: z.array(z.string().trim().min(1).max(320)).max(50).optional(),
  cc: z.array(z.string().trim().min(1).max(320)).max(50).optional(),
  subject: z.string().max(250).optional(),
  text: z.string().max(500_000).default(''),
  /** As it would be sent: looked at as the text is, where the channel takes any. */
  html: z.string().max(1_000_000).nullable().optional(),
});
export type CheckMessage = z.infer<typeof CheckMessage>;
export const CheckedMessage = z.object({ findings: z.array(DisclosureFinding) });
