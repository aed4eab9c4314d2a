import { z } from 'zod';
import { Id, Language } from './primitives.js';
import { FactKind, RenderingLevel, TemplateValues } from './template-rendering.js';
import { BlockKind } from './templates.js';

/** From what an answer is made, as the composer tells it. */
export const TemplateUse = z.strictObject({
  templateId: Id,
  number: z.number().int(),
  language: Language,
  values: TemplateValues.default({}),
  replyPageId: Id.optional(),
});
export type TemplateUse = z.infer<typeof TemplateUse>;

/** What the agent made of one block. */
export const BlockEdit = z.object({
  block: z.number().int(),
  kind: BlockKind,
  fate: z.enum(['kept', 'changed', 'deleted']),
  before: z.string(),
  after: z.string(),
});
export type BlockEdit = z.infer<typeof BlockEdit>;

/** Whether an answer told what the approved text tells. `other`: something else of the kind stands in its place. */
export const FactVerdict = z.object({
  kind: FactKind,
  /** In its one spelling: the approved one, of what was added the told one. */
  value: z.string(),
  /** As approved; of what was added: null. */
  approved: z.string().nullable(),
  sent: z.string().nullable(),
  /** The variable that it comes from; null: from the text itself. */
  variable: z.string().nullable(),
  verdict: z.enum(['same', 'other', 'missing', 'added']),
});
export type FactVerdict = z.infer<typeof FactVerdict>;

/** Kept with every answer that was made from a template. */
export const Provenance = z.object({
  templateId: Id,
  versionId: Id,
  title: z.string(),
  number: z.number().int(),
  language: Language,
  level: RenderingLevel,
  /** Of its secure page. */
  replyPageId: Id,
  values: z.record(z.string(), z.string()),
  /** Which of them the agent filled in; the others the case knew. */
  filled: z.array(z.string()).default([]),
  /** The approved text as it was rendered, before the agent touched it. */
  rendered: z.string(),
  /** Nothing was changed. */
  verbatim: z.boolean(),
  edits: z.array(BlockEdit),
  /** What stands in the answer and in no block. */
  added: z.string(),
  facts: z.array(FactVerdict),
});
export type Provenance = z.infer<typeof Provenance>;
