import { z } from 'zod';
import { checkMessage } from './refusal-reasons.js';
import { Id, Instant, Language, Line, PageQuery } from './primitives.js';
import { CaseStatus } from './case-status-and-priority.js';
import { templateSorts } from './template-use.js';

/** The purposes of blocks, in their usual order. */
export const BlockKind = z.enum(['greeting', 'decision', 'facts', 'legal', 'next', 'appeal', 'signature']);
export type BlockKind = z.infer<typeof BlockKind>;

/** The largest length of a block's wording, of all wordings together, of a value and of a remark, in characters, and the largest number of blocks. */
export const templateLimits = { block: 8_000, blocks: 20, body: 40_000, value: 4_000, remark: 4_000 } as const;

/**
 * One thing that an answer says. Wordings are Liquid with declared variables and filters only; a blank line begins a
 * paragraph, `- ` an item of a list, `**…**` is strong.
 */
export const TemplateBlock = z.strictObject({
  kind: BlockKind,
  full: z.string().max(templateLimits.block),
  /** The wording for channels with little room. Null: the full wording is used there. Empty: the block is left out there. */
  short: z.string().max(templateLimits.block).nullable().default(null),
  /** Whether a reply without this block must not be sent, such as an appeal notice or a decision. */
  mandatory: z.boolean().default(false),
  /** Variables of the full wording that the short one need not say. */
  mayLeaveOut: z.array(z.string().max(100)).max(50).optional(),
});
export type TemplateBlock = z.infer<typeof TemplateBlock>;

/** What is done with the case when the reply is sent. */
export const TemplateActions = z.strictObject({
  assign: z.enum(['me', 'nobody']).nullable().default(null),
  addTags: z.array(z.string().trim().toLowerCase().min(1).max(40)).max(10).default([]),
  status: CaseStatus.exclude(['snoozed', 'spam']).nullable().default(null),
  /** The number of days after which the case is open again. */
  snoozeDays: z.number().int().min(1).max(365).nullable().default(null),
});
export type TemplateActions = z.infer<typeof TemplateActions>;
const noActions: TemplateActions = { assign: null, addTags: [], status: null, snoozeDays: null };

/** What a text is in law, which decides what it must mention. */
export const LegalAct = z.enum([
  'correspondence',
  'public-post',
  'acknowledgement',
  'request-acknowledgement',
  'request-acknowledgement-prior-appeal',
  'missing-documents',
  'favourable-decision',
  'unfavourable-decision',
  'unfavourable-decision-prior-appeal',
  'implicit-acceptance',
  'implicit-refusal',
  'implicit-refusal-prior-appeal',
  'document-refusal',
  'notification',
  'transfer',
  'right-to-error',
  'data-access',
  'abuse-warning',
  'petition',
]);
export type LegalAct = z.infer<typeof LegalAct>;

export const TemplateContent = z
  .strictObject({
    /** The subject of mails and letters, in Liquid. Empty: the subject of the case is used. */
    subject: z.string().max(250).default(''),
    blocks: z.array(TemplateBlock).min(1).max(templateLimits.blocks),
    /** The message approved by WhatsApp that is sent instead of free text when the window is closed. Its `values` are Liquid. */
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
    /** Whether a reply must not be sent without a document. Absent: it was not said, as in texts that were written before it was asked for. */
    needsDocument: z.boolean().optional(),
    actions: TemplateActions.default(noActions),
    /** Absent in texts that were written before it was asked for. */
    legal: z
      .strictObject({
        act: LegalAct,
        /** The articles that ask for what the text says. */
        source: z.string().trim().max(500),
        /** The lawyer who has confirmed them, by name; null: nobody has. */
        confirmedBy: Line(120).nullable(),
      })
      .optional(),
  })
  .refine(
    ({ blocks }) =>
      blocks.reduce((sum, { full, short }) => sum + full.length + (short?.length ?? 0), 0) <= templateLimits.body,
    { path: ['blocks'], message: checkMessage('wordings-too-long', { max: templateLimits.body }) },
  );
export type TemplateContent = z.infer<typeof TemplateContent>;

/** A version goes from draft to review to approved, and is later replaced or withdrawn. Only a draft can be changed. */
export const VersionState = z.enum(['draft', 'review', 'approved', 'replaced', 'withdrawn']);
export type VersionState = z.infer<typeof VersionState>;

/** Who did it, by their name at that time. `byId` is null for a version that came with Guichet. */
const Step = z.object({ at: Instant, byId: Id.nullable(), by: z.string() });

/**
 * A difference in words between the full and the short wording, of which the approver has said that both mean the same. About `mention`: what
 * the law asks for and the text lacks (`full`: its name, `short`: the article), which was approved all the same. About
 * `language`: sentences of a translation that were left in the language of its source (`full`).
 */
export const ConfirmedMeaning = z.object({ about: z.string(), full: z.array(z.string()), short: z.array(z.string()) });
export type ConfirmedMeaning = z.infer<typeof ConfirmedMeaning>;

/** `GET /templates/:id/approvers`: who may approve it; `fourEyes`: not whoever has submitted the version. */
export const TemplateApprovers = z.object({
  items: z.array(z.object({ id: Id, name: z.string() })),
  fourEyes: z.boolean(),
});
export type TemplateApprovers = z.infer<typeof TemplateApprovers>;

/** That a version was sent back to its author. */
export const TemplateReturn = Step.extend({
  byId: Id,
  /** What is to be changed; null: it was not said. */
  remark: z.string().nullable(),
  /** Which revision was sent back: the same one again is unchanged. Null: it was not kept. */
  revision: z.number().int().nullable(),
  /** The submission that it answers. */
  submitted: Step.nullable(),
});
export type TemplateReturn = z.infer<typeof TemplateReturn>;

export const TemplateVersion = z.object({
  id: Id,
  templateId: Id,
  language: Language,
  /** The number of the version within its language: 1, 2, 3… */
  number: z.number().int(),
  state: VersionState,
  content: TemplateContent,
  /** The number of the version that a translation translates; null for the source language. */
  sourceNumber: z.number().int().nullable(),
  /** A number that grows with each save of a draft. `PUT …/drafts/:language` compares it. */
  revision: z.number().int(),
  created: Step,
  /** The last time. */
  submitted: Step.nullable(),
  /** Each time that it was sent back, oldest first. */
  returns: z.array(TemplateReturn),
  approved: Step.nullable(),
  confirmed: z.array(ConfirmedMeaning),
  withdrawn: Step.nullable(),
  /** Why the version was withdrawn, or what is to be changed until it is submitted again. */
  remark: z.string().nullable(),
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

/** The state of one language of a template. */
export const TemplateVariant = z.object({
  language: Language,
  /** The version in use; null where none is approved. */
  approved: z.number().int().nullable(),
  /** The version that is being written or reviewed. */
  open: z.object({ number: z.number().int(), state: VersionState.extract(['draft', 'review']) }).nullable(),
  withdrawn: z.boolean(),
  /** Whether its source has changed since it was translated. */
  stale: z.boolean(),
  /** A shared block that its version in use includes and that has no text in use in this language, without which it is not used; null: none lacks. */
  lacksBlock: z.object({ key: z.string().nullable(), title: z.string() }).nullable(),
});
export type TemplateVariant = z.infer<typeof TemplateVariant>;

/** Whose a template is: an agent's own (`mine`), which needs no approval and is there for nobody else, a team's, or everybody's. */
export const TemplateScope = z.enum(['mine', 'team', 'everybody']);
export type TemplateScope = z.infer<typeof TemplateScope>;

/** What an agent may do with a template, beside using it. Nobody approves what is their own. */
export const TemplateRight = z.enum(['write', 'correct', 'approve']);
export type TemplateRight = z.infer<typeof TemplateRight>;

export const TemplateSummary = z.object({
  id: Id,
  /** The key of a template that came with the product, for example `missing-documents`. */
  key: z.string().nullable(),
  title: z.string(),
  /** What an agent wants to say with it, in one sentence. */
  intention: z.string(),
  scope: TemplateScope,
  /** The team whose it is; null: it is no team's. */
  teamId: Id.nullable(),
  rights: z.array(TemplateRight),
  /** Whether it is a part that other templates include, and no reply. */
  isBlock: z.boolean(),
  /** The sector in which alone it is known and used; null: everywhere. */
  sectorId: Id.nullable(),
  tags: z.array(z.string()),
  /** The language whose wording is binding; the others are courtesy translations. */
  sourceLanguage: Language,
  /** The first and the last day on which it may be used, as `2026-12-31`. */
  validFrom: z.iso.date().nullable(),
  validUntil: z.iso.date().nullable(),
  variants: z.array(TemplateVariant),
  /** The number of replies that were sent with it in the last 90 days. */
  uses: z.number().int(),
  /** When the last reply was sent with it, however long ago. */
  lastUsedAt: Instant.nullable(),
  updatedAt: Instant,
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const TemplateQuery = PageQuery.extend({
  /** Words to look for in title, intention, tags and text, whatever their accents. */
  q: z.string().trim().max(200).optional(),
  language: Language.optional(),
  /** The language of the names by which they are ordered; French, unless it is said. */
  namesIn: Language.optional(),
  /** By title, unless it is said. */
  sort: z.enum(templateSorts).optional(),
  /** `usable` lists only templates that are approved and valid today. */
  state: z.enum(['usable', 'draft', 'review', 'stale', 'withdrawn']).optional(),
  tag: z.string().max(40).optional(),
  scope: TemplateScope.optional(),
  /** Only parts that other templates include. */
  blocks: z.literal('1').optional(),
  /** Lists only templates that may be used now, the most likely ones for this case first. */
  caseId: Id.optional(),
});
export type TemplateQuery = z.infer<typeof TemplateQuery>;

/** One row of the picker: the first words as they would be sent, and the reason for its rank. */
export const TemplateChoice = TemplateSummary.omit({ lastUsedAt: true }).extend({
  /** The language that is proposed for this case. */
  language: Language,
  excerpt: z.string(),
});
export type TemplateChoice = z.infer<typeof TemplateChoice>;

const meta = {
  title: Line(120),
  intention: z.string().trim().max(300),
  sectorId: Id.nullable(),
  tags: z.array(z.string().trim().toLowerCase().min(1).max(40)).max(20),
  validFrom: z.iso.date().nullable(),
  validUntil: z.iso.date().nullable(),
};
export const CreateTemplate = z.strictObject({
  title: meta.title,
  intention: meta.intention.default(''),
  /** Absent: everybody's. */
  scope: TemplateScope.optional(),
  /** Of `team`: which one. */
  teamId: Id.nullable().optional(),
  /** A part that other templates include; it is everybody's. */
  isBlock: z.boolean().optional(),
  sectorId: meta.sectorId.default(null),
  tags: meta.tags.default([]),
  validFrom: meta.validFrom.default(null),
  validUntil: meta.validUntil.default(null),
  language: Language.default('fr'),
  content: TemplateContent.optional(),
});
export type CreateTemplate = z.infer<typeof CreateTemplate>;
export const UpdateTemplate = z.strictObject(meta).partial();
export type UpdateTemplate = z.infer<typeof UpdateTemplate>;

/** `POST /templates/:id/propose`: a copy of one's own text that waits for approval. `teamId` null: as everybody's. */
export const ProposeTemplate = z.strictObject({ teamId: Id.nullable() });
export type ProposeTemplate = z.infer<typeof ProposeTemplate>;

/** `revision` is the one that the client has read; null for a new draft. */
export const SaveTemplateDraft = z.strictObject({ content: TemplateContent, revision: z.number().int().nullable() });
export type SaveTemplateDraft = z.infer<typeof SaveTemplateDraft>;
/** The unsent replies and drafts that use a template. */
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
  /** The number of those in cases that the agent may not see; 0 for whoever may not withdraw the template. */
  hidden: z.number().int(),
});
export type TemplateUnsent = z.infer<typeof TemplateUnsent>;
