import { z } from 'zod';
import { Handle } from './citizens.js';
import { Invitation } from './meeting-invitations.js';
import { MessageSignature } from './smime-and-openpgp-signatures.js';
import { Instant } from './primitives.js';

/** A file of an enclosed message. It is known by its place, as nothing of the message is stored on its own. */
export const EnclosedFile = z.object({
  n: z.number().int(),
  name: z.string(),
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** The file is shown inside the HTML of its message. */
  inline: z.boolean(),
});
export type EnclosedFile = z.infer<typeof EnclosedFile>;

/** A mail that was attached to a message (`message/rfc822`), read as a mail of its own. Its headers are claims. */
export const EnclosedMessage = z.object({
  from: Handle.nullable(),
  to: z.array(Handle),
  cc: z.array(Handle),
  subject: z.string(),
  sentAt: Instant.nullable(),
  text: z.string(),
  /** The pieces of `text` in their order; joined, they equal `text`. */
  segments: z.array(z.object({ kind: z.enum(['visible', 'signature', 'quoted']), text: z.string() })),
  /** Sanitised, as that of a message. Remote images are left out. */
  html: z.string().nullable(),
  attachments: z.array(EnclosedFile),
  invitation: Invitation.nullable(),
  signature: MessageSignature.nullable(),
});
export type EnclosedMessage = z.infer<typeof EnclosedMessage>;
