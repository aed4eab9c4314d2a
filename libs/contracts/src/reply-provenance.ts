import { BlockVersionIds, IncludedBlock } from './shared-blocks.js';
import { z } from 'zod';
import { Id, Language } from './primitives.js';
import { FactKind, RenderingLevel, TemplateValues } from './template-variables-and-rendering.js';
import { BlockKind } from './templates.js';

/** What a reply is made from, as the composer sends it. */
export const TemplateUse = z.strictObject({
  templateId: Id,
  number: z.number().int(),
  /** The versions of the blocks that it includes. Absent in drafts that were written before they were kept. */
  blocks: BlockVersionIds.optional(),
  language: Language,
  values: TemplateValues.default({}),
  replyPageId: Id.optional(),
});
export type TemplateUse = z.infer<typeof TemplateUse>;

/** What the agent changed in one block. */
export const BlockEdit = z.object({
  block: z.number().int(),
  kind: BlockKind,
  fate: z.enum(['kept', 'changed', 'deleted']),
  before: z.string(),
  after: z.string(),
});
export type BlockEdit = z.infer<typeof BlockEdit>;

/** Whether a reply states a fact of the approved text. `other`: it states another value of the same kind. */
export const FactVerdict = z.object({
  kind: FactKind,
  /** The normalised value: the approved one, or the stated one where the fact was added. */
  value: z.string(),
  /** The approved wording; null where the fact was added. */
  approved: z.string().nullable(),
  sent: z.string().nullable(),
  /** The variable from which the fact comes; null where it comes from the text itself. */
  variable: z.string().nullable(),
  verdict: z.enum(['same', 'other', 'missing', 'added']),
});
export type FactVerdict = z.infer<typeof FactVerdict>;

/** The record that is kept with each reply that was made from a template. */
export const Provenance = z.object({
  templateId: Id,
  versionId: Id,
  /** Of a template that came with the product. Absent in replies that were sent before it was kept. */
  key: z.string().nullable().optional(),
  /** Empty where it was an agent's own. */
  title: z.string(),
  /** It was the agent's own, which nobody has approved. Absent otherwise. */
  scope: z.literal('mine').optional(),
  number: z.number().int(),
  /** The versions of the blocks that it includes. Absent in replies that were sent before there were any. */
  blocks: z.array(IncludedBlock).optional(),
  language: Language,
  level: RenderingLevel,
  /** The id of the reply's secure page. */
  replyPageId: Id,
  /** The text of that page, where the message is shorter than the template's full text and leads to it. Absent otherwise. */
  page: z.string().optional(),
  values: z.record(z.string(), z.string()),
  /** The variables that the agent has filled in; the case provided the others. */
  filled: z.array(z.string()).default([]),
  /** The text of the template, approved but for an agent's own, as it was rendered, before the agent changed it. */
  rendered: z.string(),
  /** Whether the agent changed nothing. */
  verbatim: z.boolean(),
  edits: z.array(BlockEdit),
  /** The text of the reply that belongs to no block. */
  added: z.string(),
  facts: z.array(FactVerdict),
});
export type Provenance = z.infer<typeof Provenance>;
