import { z } from 'zod';
import { Entry } from './entries.js';

export const TimelineQuery = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** `nextCursor` is the position to pass as `after` (or `before`, when that was given). */
export const Timeline = z.object({ items: z.array(Entry), nextCursor: z.string().nullable(), total: z.number().int() });
export type Timeline = z.infer<typeof Timeline>;
