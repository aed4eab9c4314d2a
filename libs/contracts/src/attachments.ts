import { z } from 'zod';
import { Id } from './primitives.js';

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  /** As found by content, else as declared; never trusted for rendering. */
  type: z.string(),
  size: z.number().int(),
  /** Shown inside the HTML of its message rather than as a file. */
  inline: z.boolean(),
  /** `pending`: still to be fetched from the provider; `lost`: it could not be fetched, and `size` is 0. */
  state: z.enum(['ready', 'pending', 'lost']).default('ready'),
});
export type Attachment = z.infer<typeof Attachment>;
