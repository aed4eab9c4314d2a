import { z } from 'zod';
import { Id } from './primitives.js';

/**
 * `infected` with the name of the signature; `unscannable`: `encrypted`, `too-large` or `failed`. `attempts`: how often the scanner
 * failed at a file that still waits.
 */
export const Scan = z.object({
  result: z.enum(['infected', 'unscannable']),
  detail: z.string(),
  attempts: z.int().optional(),
});
export type Scan = z.infer<typeof Scan>;

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  /** The media type found in the content, otherwise the declared one. Rendering must not trust it. */
  type: z.string(),
  size: z.number().int(),
  /** The file is shown inside the HTML of its message. */
  inline: z.boolean(),
  /**
   * `pending`: the file is still to be fetched from the provider · `lost`: it could not be fetched, and `size` is 0 · `waiting`: the
   * virus scanner does not respond, and nobody gets the file before it does · `locked`: it is infected.
   */
  state: z.enum(['ready', 'pending', 'lost', 'waiting', 'locked']).default('ready'),
  /** What the virus scanner found: the name of a signature, or why it cannot look into the file. */
  scan: Scan.nullish(),
  /** It left as a link to a page of the citizen, and not with the message. */
  asLink: z.boolean().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** `POST /attachments/:id/locked-file`: why an administrator takes a file that is locked. */
export const TakeLockedFile = z.strictObject({ reason: z.string().trim().min(5).max(500) });
