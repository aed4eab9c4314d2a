import { z } from 'zod';
import { Id } from './primitives.js';

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  /** The media type found in the content, otherwise the declared one. Rendering must not trust it. */
  type: z.string(),
  size: z.number().int(),
  /** The file is shown inside the HTML of its message. */
  inline: z.boolean(),
  /** `pending`: the file is still to be fetched from the provider; `lost`: it could not be fetched, and `size` is 0. */
  state: z.enum(['ready', 'pending', 'lost']).default('ready'),
});
export type Attachment = z.infer<typeof Attachment>;
