import { z } from 'zod';
import { checkMessage } from './reasons.js';
import { Id, Instant, Language, Line, PageQuery } from './primitives.js';
import { CaseStatus } from './case-status.js';

/** What a block says, in the order in which blocks usually stand. */
export const BlockKind = z.enum(['greeting', 'decision', 'facts', 'legal', 'next', 'appeal', 'signature']);
export type BlockKind = z.infer<typeof BlockKind>;

/** Longest wording of one block and of all together, and longest value, in characters; most blocks of a template. */
export const templateLimits = { block: 8_000, blocks: 20, body: 40_000, value: 4_000 } as const;

/**
 * One thing that an answer says. Wordings are Liquid with declared variables and filters only; a blank line begins a
 * paragraph, `- ` an item of a list, `**…**` is strong.
 */
export const TemplateBlock = z.strictObject({
  kind: BlockKind,
  full: z.string().max(templateLimits.block),
  /** For channels with little room. Null: the full wording. Empty: it is left out there. */
  short: z.string().max(templateLimits.block).nullable().default(null),
  /** An answer without it must not leave: an appeal notice, a decision. */
  mandatory: z.boolean().default(false),
});
export type TemplateBlock = z.infer<typeof TemplateBlock>;

/** What an agent would do with the case next; done when the answer is sent. */
export const TemplateActions = z.strictObject({
  assign: z.enum(['me', 'nobody']).nullable().default(null),
  addTags: z.array(z.string().trim().toLowerCase().min(1).max(40)).max(10).default([]),
  status: CaseStatus.exclude(['snoozed']).nullable().default(null),
  /** Days after which the case comes back. */
  snoozeDays: z.number().int().min(1).max(365).nullable().default(null),
});
export type TemplateActions = z.infer<typeof TemplateActions>;
const noActions: TemplateActions = { assign: null, addTags: [], status: null, snoozeDays: null };

export const TemplateContent = z
  .strictObject({
    /** Of mails and letters; Liquid. Empty: the subject of the case. */
    subject: z.string().max(250).default(''),
    blocks: z.array(TemplateBlock).min(1).max(templateLimits.blocks),
    /** Beside free text, the message that WhatsApp has approved for when its window is closed; `values` are Liquid. */
    whatsapp: z
      .strictObject({
        name: z.string().min(1).max(512),
        language: z.string().min(2).max(20),
        values: z.array(z.string().max(1024)).max(20),
      })
      .nullable()
      .default(null),
    attachments: z
      .array(z.object({ id: Id, name: z.string(), type: z.string(), size: z.number().int() }))
      .max(10)
      .default([]),
    actions: TemplateActions.default(noActions),
  })
  .refine(
    ({ blocks }) =>
      blocks.reduce((sum, { full, short }) => sum + full.length + (short?.length ?? 0), 0) <= templateLimits.body,
    { path: ['blocks'], message: checkMessage('wordings-too-long', { max: templateLimits.body }) },
  );
export type TemplateContent = z.infer<typeof TemplateContent>;

/** draft → review → approved → replaced by a later one, or withdrawn. Only a draft can still be changed. */
export const VersionState = z.enum(['draft', 'review', 'approved', 'replaced', 'withdrawn']);
export type VersionState = z.infer<typeof VersionState>;

/** Who did it, under the name of then; `byId` null: a version that Guichet brings. */
const Step = z.object({ at: Instant, byId: Id.nullable(), by: z.string() });

export const TemplateVersion = z.object({
  id: Id,
  templateId: Id,
  language: Language,
  /** 1, 2, 3… within the language. */
  number: z.number().int(),
  state: VersionState,
  content: TemplateContent,
  /** Of a translation: the number of the version that it translates. Null: it is the source itself. */
  sourceNumber: z.number().int().nullable(),
  /** Grows with each save of a draft: what `PUT …/drafts/:language` compares. */
  revision: z.number().int(),
  created: Step,
  submitted: Step.nullable(),
  approved: Step.nullable(),
  withdrawn: Step.nullable(),
  /** Why it was sent back to its author, or withdrawn. */
  remark: z.string().nullable(),
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

/** How one language of a template stands. */
export const TemplateVariant = z.object({
  language: Language,
  /** The version in use; null: none is approved. */
  approved: z.number().int().nullable(),
  /** The one being written or reviewed. */
  open: z.object({ number: z.number().int(), state: VersionState.extract(['draft', 'review']) }).nullable(),
  withdrawn: z.boolean(),
  /** Its source has changed since it was translated. */
  stale: z.boolean(),
});
export type TemplateVariant = z.infer<typeof TemplateVariant>;

export const TemplateSummary = z.object({
  id: Id,
  /** Name of one that came with the product, e.g. `missing-documents`. */
  key: z.string().nullable(),
  title: z.string(),
  /** What whoever uses it wants to tell, in one sentence. */
  intention: z.string(),
  sector: z.string().nullable(),
  tags: z.array(z.string()),
  /** The language whose wording decides; the others are courtesy translations. */
  sourceLanguage: Language,
  /** First and last day on which it may be used, as `2026-12-31`. */
  validFrom: z.iso.date().nullable(),
  validUntil: z.iso.date().nullable(),
  variants: z.array(TemplateVariant),
  /** Answers sent with it in the last 30 days. */
  uses: z.number().int(),
  updatedAt: Instant,
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const TemplateQuery = PageQuery.extend({
  /** Words of title, intention, tags and text; accents do not matter. */
  q: z.string().trim().max(200).optional(),
  language: Language.optional(),
  /** `usable`: approved and valid today. */
  state: z.enum(['usable', 'draft', 'review', 'stale', 'withdrawn']).optional(),
  tag: z.string().max(40).optional(),
  /** Only what may be used now, the likeliest for this case first. */
  caseId: Id.optional(),
});
export type TemplateQuery = z.infer<typeof TemplateQuery>;

/** One row of the picker: the first words as they would be sent, and why it stands where it does. */
export const TemplateChoice = TemplateSummary.extend({
  /** The language proposed for this case. */
  language: Language,
  excerpt: z.string(),
});
export type TemplateChoice = z.infer<typeof TemplateChoice>;

const meta = {
  title: Line(120),
  intention: z.string().trim().max(300),
  sector: z.string().trim().max(80).nullable(),
  tags: z.array(z.string().trim().toLowerCase().min(1).max(40)).max(20),
  validFrom: z.iso.date().nullable(),
  validUntil: z.iso.date().nullable(),
};
export const CreateTemplate = z.strictObject({
  title: meta.title,
  intention: meta.intention.default(''),
  sector: meta.sector.default(null),
  tags: meta.tags.default([]),
  validFrom: meta.validFrom.default(null),
  validUntil: meta.validUntil.default(null),
  language: Language.default('fr'),
  content: TemplateContent.optional(),
});
export type CreateTemplate = z.infer<typeof CreateTemplate>;
export const UpdateTemplate = z.strictObject(meta).partial();
export type UpdateTemplate = z.infer<typeof UpdateTemplate>;

/** `revision` is the one that was read; null for a new draft. */
export const SaveTemplateDraft = z.strictObject({ content: TemplateContent, revision: z.number().int().nullable() });
export type SaveTemplateDraft = z.infer<typeof SaveTemplateDraft>;
/** `POST /templates/:id/versions/:number/<submit|return|approve>`. */
export const ReviewVersion = z.strictObject({
  language: Language,
  /** The one that was read: somebody who has saved since is not overlooked. */
  revision: z.number().int().optional(),
  remark: z.string().trim().max(500).optional(),
});
export type ReviewVersion = z.infer<typeof ReviewVersion>;
export const WithdrawTemplate = z.strictObject({ remark: Line(500) });
export type WithdrawTemplate = z.infer<typeof WithdrawTemplate>;

/** What still uses a template and has not left. */
export const TemplateUnsent = z.object({
  messages: z.array(
    z.object({
      entryId: Id,
      caseId: Id,
      reference: z.string(),
      subject: z.string(),
      by: z.string(),
      dueAt: Instant.nullable(),
      blocked: z.boolean(),
    }),
  ),
  drafts: z.array(
    z.object({ caseId: Id, reference: z.string(), subject: z.string(), by: z.string(), updatedAt: Instant }),
  ),
  /** Those in cases that the reader may not see. */
  hidden: z.number().int(),
});
export type TemplateUnsent = z.infer<typeof TemplateUnsent>;
