import { z } from 'zod';
import { Entry } from './entries.js';
import { checkMessage } from './refusal-reasons.js';

export const TimelineQuery = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `nextCursor` of the page before, which goes on in its direction: with `before` towards the first entry. */
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, checkMessage('page-gone'))
    .optional(),
});

export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** `nextCursor` is the position at which the page ends: `after` (or `before`, when that was given) takes it as well as `cursor`. */
export const Timeline = z.object({ items: z.array(Entry), nextCursor: z.string().nullable(), total: z.number().int() });
export type Timeline = z.infer<typeof Timeline>;
