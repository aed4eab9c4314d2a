import { z } from 'zod';
import { Id } from './primitives.js';

export const PostNote = z.strictObject({
  text: z.string().trim().min(1).max(50_000),
  mentions: z.array(Id).max(50).default([]),
});

export type PostNote = z.infer<typeof PostNote>;
