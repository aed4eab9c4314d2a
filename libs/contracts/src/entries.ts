import { z } from 'zod';
import { Attachment } from './attachments.js';
import { ChannelKind } from './channels.js';
import { Handle } from './citizens.js';
import { Id, Instant } from './primitives.js';
import { Provenance } from './reply-provenance.js';
import { Delivery } from './deliveries.js';
import { Flag } from './message-flags.js';
import { entryFields } from './entry-fields.js';
import { ActivityEntry } from './activities.js';

export const MessageEntry = z.object({
  ...entryFields,
  kind: z.literal('message'),
  direction: z.enum(['in', 'out']),
  channel: ChannelKind,
  channelAccountId: Id,
  from: Handle.nullable(),
  to: z.array(Handle),
  cc: z.array(Handle),
  subject: z.string().nullable(),
  /** The whole plain text. Empty string: the message has none, and the screen says so. */
  text: z.string(),
  /** How `text` divides, in order; joined, the pieces equal `text`. */
  segments: z.array(z.object({ kind: z.enum(['visible', 'signature', 'quoted']), text: z.string() })),
  /**
   * Sanitised. Remote images are `<img data-remote="n">` without `src`: `GET /cases/:caseId/entries/:id/images/n`
   * fetches one when the agent asks. Inline images have `src="/api/v1/attachments/<id>?inline=1"`. A quoted tail is
   * inside `<div data-quoted>`.
   */
  html: z.string().nullable(),
  remoteImages: z.number().int(),
  attachments: z.array(Attachment),
  /** As the sender claims, never used for order; null: none, or unreadable. */
  claimedAt: Instant.nullable(),
  flags: z.array(Flag),
  hiddenParts: z.number().int(),
  /** Inbound: the original can be downloaded at `GET /cases/:caseId/entries/:id/original`. */
  hasOriginal: z.boolean(),
  delivery: Delivery.nullable(),
  /** Set where the message lies in another case than it came to, and the reader may see that one. */
  movedFrom: z.object({ caseId: Id, reference: z.string() }).nullable().default(null),
  /** The template that an answer was made from. */
  provenance: Provenance.nullable().default(null),
});

export type MessageEntry = z.infer<typeof MessageEntry>;

export const NoteEntry = z.object({
  ...entryFields,
  kind: z.literal('note'),
  text: z.string(),
  mentions: z.array(Id),
});

export const Entry = z.discriminatedUnion('kind', [MessageEntry, NoteEntry, ActivityEntry]);
export type Entry = z.infer<typeof Entry>;

export type NoteEntry = z.infer<typeof NoteEntry>;
