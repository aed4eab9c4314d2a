import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant, Language } from './primitives.js';
import { FactVerdict } from './reply-provenance.js';
import { FactKind } from './template-variables-and-rendering.js';
import { TEMPLATE_USE_DAYS } from './template-use.js';
import { BlockKind } from './templates.js';

export const UseQuery = z.object({ days: z.coerce.number().int().min(1).max(730).default(TEMPLATE_USE_DAYS) });
export type UseQuery = z.infer<typeof UseQuery>;

/** How agents use a template. */
export const TemplateUseReport = z.object({
  uses: z.number().int(),
  /** Its share of all replies that agents sent, from 0 to 1. */
  share: z.number(),
  /** The share of its uses in which the agent changed nothing. */
  verbatim: z.number(),
  byChannel: z.array(z.object({ channel: ChannelKind, uses: z.number().int() })),
  byTeam: z.array(z.object({ teamId: Id, team: z.string(), uses: z.number().int() })),
  byWeek: z.array(z.object({ week: z.iso.date(), uses: z.number().int() })),
  /** The changes that agents make to the version in use, by block. */
  edits: z.array(
    z.object({
      language: Language,
      number: z.number().int(),
      block: z.number().int(),
      kind: BlockKind,
      text: z.string(),
      uses: z.number().int(),
      deleted: z.number(),
      changed: z.number(),
      /** The wording by which most agents replace it; null where there is no common one. */
      instead: z.object({ text: z.string(), share: z.number() }).nullable(),
    }),
  ),
  lastUsedAt: Instant.nullable(),
});
export type TemplateUseReport = z.infer<typeof TemplateUseReport>;

/** `POST /templates/:id/drafts`: creates a draft with the change that agents make to one block most often. */
export const DraftFromEdits = z.strictObject({
  language: Language,
  block: z.number().int().min(0),
  how: z.enum(['delete', 'replace']),
});
export type DraftFromEdits = z.infer<typeof DraftFromEdits>;

const Stated = z.object({ stated: z.number().int(), of: z.number().int() });
/** One line of the report: a fact of the approved text, and the number of replies that state it. */
export const ConsistencyFact = z.object({
  kind: FactKind,
  /** The approved value; null where it differs by reply and comes from `variable`. */
  value: z.string().nullable(),
  variable: z.string().nullable(),
  byChannel: z.array(Stated.extend({ channel: ChannelKind })),
  byTeam: z.array(Stated.extend({ teamId: Id, team: z.string() })),
});
export type ConsistencyFact = z.infer<typeof ConsistencyFact>;
export const Deviation = z.object({
  entryId: Id,
  caseId: Id,
  position: z.number().int(),
  reference: z.string(),
  citizen: z.string(),
  channel: ChannelKind,
  team: z.string(),
  by: z.string(),
  at: Instant,
  number: z.number().int(),
  facts: z.array(FactVerdict),
});
export type Deviation = z.infer<typeof Deviation>;
export const ConsistencyReport = z.object({
  replies: z.number().int(),
  /** The replies that state something else than the approved text, leave something out, or add something. */
  contradicting: z.number().int(),
  incomplete: z.number().int(),
  adding: z.number().int(),
  /** The replies that agents changed, of which no fact deviates: what they say in other words is not compared. */
  notJudged: z.number().int(),
  facts: z.array(ConsistencyFact),
  /** The newest first, at most 200. Replies in cases that the agent may not see are only counted. */
  deviations: z.array(Deviation),
  /** The number of replies in cases that the agent may not see. */
  hidden: z.number().int(),
});
export type ConsistencyReport = z.infer<typeof ConsistencyReport>;
export const ConsistencyOverview = z.object({
  items: z.array(
    z.object({
      templateId: Id,
      key: z.string().nullable(),
      title: z.string(),
      replies: z.number().int(),
      contradicting: z.number().int(),
      incomplete: z.number().int(),
      notJudged: z.number().int(),
    }),
  ),
});
export type ConsistencyOverview = z.infer<typeof ConsistencyOverview>;
