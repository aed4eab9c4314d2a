import { z } from 'zod';
import { attachmentLimits } from './attachment-limits.js';
import { Id } from './primitives.js';

export const PostNote = z.strictObject({
  text: z.string().trim().min(1).max(50_000),
  mentions: z.array(Id).max(50).default([]),
});

export type PostNote = z.infer<typeof PostNote>;

/** A new note, with the agent's own uploads that become its files; they stay with it when it is edited. */
export const PostNoteWithFiles = PostNote.extend({
  attachmentIds: z.array(Id).max(attachmentLimits.maxPerMessage).default([]),
});

export type PostNoteWithFiles = z.infer<typeof PostNoteWithFiles>;
