import { z } from 'zod';
import { ChannelKind, RecordedKind } from './channels.js';
import { Id, Language } from './primitives.js';
import { TemplateActions, TemplateContent, VersionState, templateLimits } from './templates.js';

export const VariableType = z.enum([
  'text',
  'long-text',
  'list',
  'date',
  'time',
  'number',
  'amount',
  'phone',
  'mail',
  'link',
  'flag',
]);
export type VariableType = z.infer<typeof VariableType>;

const bilingual = z.object({ fr: z.string(), en: z.string() });
export const TemplateVariable = z.object({
  name: z.string(),
  type: VariableType,
  label: bilingual,
  /** As a value is given: a date as `2026-12-31`, a time as `14:30`, an amount as `12.50`, a list one per line, a flag as `yes`. */
  example: bilingual,
  /** Whence its value comes; `agent`: from whoever writes the answer. */
  source: z.enum(['case', 'organisation', 'agent']),
});
export type TemplateVariable = z.infer<typeof TemplateVariable>;

/** A place where an answer is read: a channel, the secure page, or a letter. */
export const RenderingName = z.enum([...ChannelKind.exclude(RecordedKind.options).options, 'page', 'letter']);
export type RenderingName = z.infer<typeof RenderingName>;

/** `full`: all wordings in full. `short`: the short ones. `notice`: that an answer is there, with a link to it. */
export const RenderingLevel = z.enum(['full', 'short', 'notice']);
export type RenderingLevel = z.infer<typeof RenderingLevel>;

export const FactKind = z.enum(['amount', 'date', 'time', 'duration', 'link', 'mail', 'phone', 'appeal']);
export type FactKind = z.infer<typeof FactKind>;
/** What a text promises or asks, in one spelling whatever the language: `2026-12-31`, `EUR 12.50`, `P2M`, `+33123456789`. */
export const TextFact = z.object({
  kind: FactKind,
  value: z.string(),
  /** As it is written. */
  text: z.string(),
});
export type TextFact = z.infer<typeof TextFact>;

const Segments = z.object({
  encoding: z.enum(['GSM-7', 'UCS-2']),
  segments: z.number().int(),
  units: z.number().int(),
  perSegment: z.number().int(),
  forcedBy: z.array(z.string()),
});

export const TemplateRendering = z.object({
  name: RenderingName,
  level: RenderingLevel,
  subject: z.string().nullable(),
  text: z.string(),
  /** Where the channel shows more than plain words. */
  html: z.string().nullable(),
  characters: z.number().int(),
  /** Null: without limit. */
  maxCharacters: z.number().int().nullable(),
  /** Of SMS. */
  segments: Segments.nullable(),
  facts: z.array(TextFact),
});
export type TemplateRendering = z.infer<typeof TemplateRendering>;

/** Something to mend or to think about. `where`: block and wording it is found in; null: the whole. */
export const TemplateFinding = z.object({
  severity: z.enum(['error', 'hint']),
  code: z.enum([
    'syntax', // data.message
    'unknown-variable', // data.name
    'unknown-filter', // data.name
    'unknown-tag', // data.name
    'too-large', // data.max
    'too-slow',
    'facts-differ', // data.rendering, data.missing, data.added: what that rendering tells otherwise than the full one
    'source-differs', // data.missing, data.added: what this translation tells otherwise than its source
    'does-not-fit', // data.rendering: even the notice is too long
    'empty',
    'long-sentence', // data.words, data.text
    'passive', // data.text
    'acronym', // data.text
    'jargon', // data.text, data.better
    'no-appeal', // a decision against somebody without a way to contest it
    'no-next-step',
    'shouting', // data.text: capitals only
    'bare-link', // data.text: a link without words saying where it leads
    'link-words', // data.text: "click here"
    'ucs2', // data.characters: they halve what an SMS holds
    'whatsapp-unknown', // data.name: no account has such an approved message
  ]),
  where: z
    .object({ block: z.number().int().nullable(), wording: z.enum(['full', 'short', 'subject', 'whatsapp']) })
    .nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type TemplateFinding = z.infer<typeof TemplateFinding>;

/** What stands for each variable, by its name, spelled as its example is. */
export const TemplateValues = z.record(z.string().max(60), z.string().max(templateLimits.value));

/** `POST /templates/preview`: every rendering of a content, saved or not, with example values or these. */
export const PreviewTemplate = z.strictObject({
  content: TemplateContent,
  language: Language,
  values: TemplateValues.default({}),
  /** With it, a translation is compared with its source. */
  templateId: Id.optional(),
});
export type PreviewTemplate = z.infer<typeof PreviewTemplate>;
export const TemplatePreview = z.object({
  renderings: z.array(TemplateRendering),
  findings: z.array(TemplateFinding),
  /** Names of the variables used, in the order of the text. */
  variables: z.array(z.string()),
});
export type TemplatePreview = z.infer<typeof TemplatePreview>;

/** `POST /templates/:id/render`. */
export const RenderTemplate = z.strictObject({
  caseId: Id,
  channelKind: ChannelKind,
  /** The account it goes by: what a provider has approved is known by account. */
  channelAccountId: Id.optional(),
  language: Language.optional(),
  /** By default the approved one. */
  number: z.number().int().optional(),
  /** What the agent has filled in, by variable. */
  values: TemplateValues.default({}),
  /** What stands in the composer now, and from what it was made: what the agent changed of it is kept. */
  edited: z
    .strictObject({ channelKind: ChannelKind, values: TemplateValues.default({}), text: z.string().max(500_000) })
    .optional(),
  /** From which version that was made, where it is another one. */
  previous: z.strictObject({ language: Language, number: z.number().int() }).optional(),
  /** Of the secure page, as the first rendering answered it. */
  replyPageId: Id.optional(),
});
export type RenderTemplate = z.infer<typeof RenderTemplate>;

export const TemplateField = z.object({
  name: z.string(),
  type: VariableType,
  label: z.string(),
  example: z.string(),
  /** As given or resolved; null: still to be filled in. */
  value: z.string().nullable(),
  source: TemplateVariable.shape.source,
  /** Left blank, what depends on it is left out. */
  optional: z.boolean(),
});
export type TemplateField = z.infer<typeof TemplateField>;

export const RenderedTemplate = z.object({
  templateId: Id,
  title: z.string(),
  number: z.number().int(),
  language: Language,
  channelKind: ChannelKind,
  level: RenderingLevel,
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  /** What the secure page says, where the text leads to it. */
  page: z.string().nullable(),
  segments: Segments.nullable(),
  /** Names of the variables that have no value: while there are some, it is not sent. In the text they stand as `[label]`. */
  unresolved: z.array(z.string()),
  fields: z.array(TemplateField),
  /** For when the window of the channel is closed. */
  providerTemplate: z.object({ name: z.string(), language: z.string(), values: z.array(z.string()) }).nullable(),
  attachments: TemplateContent.shape.attachments,
  actions: TemplateActions,
  replyPageId: Id,
  /** A later version has been approved, or this one was withdrawn. */
  state: VersionState,
  stale: z.boolean(),
});
export type RenderedTemplate = z.infer<typeof RenderedTemplate>;
