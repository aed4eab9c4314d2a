import { z } from 'zod';
import { Id, Instant } from './primitives.js';
import { TemplateUse } from './reply-provenance.js';

export const Draft = z.strictObject({
  mode: z.enum(['reply', 'note']).default('reply'),
  text: z.string().max(500_000),
  html: z.string().max(1_000_000).nullable().default(null),
  attachmentIds: z.array(Id).max(20).default([]),
  /** The route by which the reply was to be sent. */
  via: z.strictObject({ channelAccountId: Id, to: z.string().max(320) }).nullish(),
  template: TemplateUse.nullish(),
  /** The agents whom a note mentions, each with what stands for them behind an `@` in its text. */
  mentions: z
    .array(z.strictObject({ id: Id, label: z.string().max(300) }))
    .max(50)
    .default([]),
});

export type Draft = z.infer<typeof Draft>;

export const SavedDraft = Draft.extend({ updatedAt: Instant }).nullable();
export type SavedDraft = z.infer<typeof SavedDraft>;
