import { z } from 'zod';
import { ChannelKind, RecordedKind } from './channels.js';
import { Id, Language } from './primitives.js';
import { ProviderTemplate } from './provider-templates.js';
import { BlockVersionIds, RenderedBlock } from './shared-blocks.js';
import { TemplateActions, TemplateContent, VersionState, templateLimits } from './templates.js';

/** The most characters of the name of a variable: that of a field of a case type has its kind, its id and its key. */
const NAME = 100;

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
  /** An example in the form of a value: a date as `2026-12-31`, a time as `14:30`, an amount as `12.50`, a list with one item per line, a flag as `yes`. */
  example: bilingual,
  /** Where its value comes from; `agent`: the agent who writes the reply. */
  source: z.enum(['case', 'organisation', 'agent']),
  /** Of a field of a case type: the name of the type, and whether it is asked for no more, so that no template may use it. */
  field: z.object({ caseType: z.string(), archived: z.boolean() }).optional(),
});
export type TemplateVariable = z.infer<typeof TemplateVariable>;

/** A medium for which a reply is rendered: a channel, the secure page, or a letter. */
export const RenderingName = z.enum([...ChannelKind.exclude(RecordedKind.options).options, 'page', 'letter']);
export type RenderingName = z.infer<typeof RenderingName>;

/** `full`: all wordings in full. `short`: the short wordings. `notice`: only the notice of a reply, with a link to it. */
export const RenderingLevel = z.enum(['full', 'short', 'notice']);
export type RenderingLevel = z.infer<typeof RenderingLevel>;

export const FactKind = z.enum(['amount', 'date', 'time', 'duration', 'link', 'mail', 'phone', 'appeal']);
export type FactKind = z.infer<typeof FactKind>;
/** A fact that a text promises or asks for, normalised whatever the language: `2026-12-31`, `EUR 12.50`, `P2M`, `+33123456789`. */
export const TextFact = z.object({
  kind: FactKind,
  value: z.string(),
  /** The fact as it is written in the text. */
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
  /** The HTML, where the channel shows more than plain text. */
  html: z.string().nullable(),
  characters: z.number().int(),
  /** The length limit; null where there is none. */
  maxCharacters: z.number().int().nullable(),
  /** The number of parts, for SMS. */
  segments: Segments.nullable(),
  facts: z.array(TextFact),
});
export type TemplateRendering = z.infer<typeof TemplateRendering>;

/** A problem to correct, a difference that whoever approves decides on, or something to reconsider. `where` is the block and the wording in which it was found; null: it is about the whole text. `data.template` (id, key, title, language): of a block that is approved, the text in use that includes it, about which it is. */
export const TemplateFinding = z.object({
  severity: z.enum(['error', 'warning', 'hint']),
  code: z.enum([
    'syntax', // data.message
    'unknown-variable', // data.name
    'unknown-filter', // data.name
    'filter-not-last', // data.name: it adds words to a value, which another filter would lose
    'unknown-tag', // data.name
    'too-large', // data.max
    'too-slow',
    'facts-differ', // data.rendering, data.missing, data.added: facts and variables in which that rendering differs from the full one
    'values-exchanged', // data.texts: two values that the short wording says of each other's matter
    'conditions-differ', // data.name: the variable on which it depends whether either wording says something, not alike
    'words-differ', // data.about, data.full, data.short: words that a reader could take for something else; whoever approves decides
    'left-out', // data.texts: variables that the short wording does not say, as its author allows
    'other-language', // data.texts, data.count: sentences of a translation that are in data.language, that of its source
    'source-differs', // data.missing, data.added: facts in which this translation differs from its source
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
    'ucs2', // data.characters: with these, an SMS holds half as much
    'mention-missing', // data.name, data.article, data.wordings: something that the law asks of such a text; data.variables say it
    'whatsapp-blanks', // data.count: how many values the approved message takes
    'says-document', // data.text: words that announce a document, in a template that may be sent without one
    'block-in-block', // a block includes another one
    'block-missing', // data.name, data.language: it has no version in use in that language; null: there is no such block; data.withdrawn: it was withdrawn
    'block-unfit', // data.what: what a block has and only a whole text can have
    'changes-elsewhere', // data.count: texts that include a block and say something else with it, which the approver may not read
    'block-misplaced', // a subject or a value of WhatsApp includes a block
    'whatsapp-unknown', // data.name: no account has such an approved message
  ]),
  where: z
    .object({ block: z.number().int().nullable(), wording: z.enum(['full', 'short', 'subject', 'whatsapp']) })
    .nullable(),
  data: z.record(z.string(), z.unknown()),
  /** Of a warning: what `sameMeaning` names it by. It changes with the words in question. */
  key: z.string().optional(),
});
export type TemplateFinding = z.infer<typeof TemplateFinding>;

/** How one wording says what the law asks of a text, and in which block. */
export const MentionPlace = z.object({
  /** `page`: on the secure page to which the text leads. `reply`: whoever answers reaches its author. */
  how: z.enum(['wording', 'variable', 'page', 'reply', 'missing']),
  block: z.number().int().nullable(),
});
export type MentionPlace = z.infer<typeof MentionPlace>;

/** Something that the law asks of a text of this kind. */
export const MandatoryMention = z.object({
  /** For example `appeal-time`. */
  name: z.string(),
  /** The article that asks for it, as it is quoted in France. */
  article: z.string(),
  full: MentionPlace,
  short: MentionPlace,
});
export type MandatoryMention = z.infer<typeof MandatoryMention>;

/** The value of each variable by its name, in the form of its example. */
export const TemplateValues = z.record(z.string().max(NAME), z.string().max(templateLimits.value));

/** `POST /templates/preview`: every rendering of a content, saved or not, with example values or these. */
export const PreviewTemplate = z.strictObject({
  content: TemplateContent,
  language: Language,
  values: TemplateValues.default({}),
  /** The template, with whose source language a translation is compared. */
  templateId: Id.optional(),
});
export type PreviewTemplate = z.infer<typeof PreviewTemplate>;
export const TemplatePreview = z.object({
  renderings: z.array(TemplateRendering),
  findings: z.array(TemplateFinding),
  /** The names of the variables that are used, in the order of the text. */
  variables: z.array(z.string()),
  /** What the law asks of such a text, and where it is said. */
  mentions: z.array(MandatoryMention),
  /** The message that WhatsApp has approved, and its values as they would be sent; null where none is named or known. */
  approvedMessage: ProviderTemplate.extend({ values: z.array(z.string()) }).nullable(),
  /** The languages that go out of use once this text is approved, as what is in use in them states something else. */
  retires: z.array(Language),
});
export type TemplatePreview = z.infer<typeof TemplatePreview>;

/** `POST /templates/:id/render`: renders a template for a case and a channel. */
export const RenderTemplate = z.strictObject({
  caseId: Id,
  channelKind: ChannelKind,
  /** The account by which the reply is sent, as approved messages belong to an account. */
  channelAccountId: Id.optional(),
  language: Language.optional(),
  /** The number of the version; by default the approved one. */
  number: z.number().int().optional(),
  /** The versions of its blocks; by default those in use, and of a block that has none the one of `previous`. */
  blocks: BlockVersionIds.optional(),
  /** The values that the agent has filled in, by the names of their variables. */
  values: TemplateValues.default({}),
  /** The present text of the composer, and the rendering from which it was made. The agent's changes are kept. */
  edited: z
    .strictObject({
      channelKind: ChannelKind,
      values: TemplateValues.default({}),
      text: z.string().max(500_000),
      /** The name of a variable whose passages are to be those of the template again. */
      restoring: z.string().optional(),
    })
    .optional(),
  /** The version from which that text was made, where it is another one, and the versions of its blocks. */
  previous: z
    .strictObject({ language: Language, number: z.number().int(), blocks: BlockVersionIds.optional() })
    .optional(),
  /** The id of the secure page, as the first rendering returned it. */
  replyPageId: Id.optional(),
});
export type RenderTemplate = z.infer<typeof RenderTemplate>;

/** A value as the template's own text says it, and the words beside it in its sentence; empty where there is none. */
export const SaidValue = z.object({ text: z.string(), before: z.string(), behind: z.string() });
export type SaidValue = z.infer<typeof SaidValue>;

export const TemplateField = z.object({
  name: z.string(),
  type: VariableType,
  label: z.string(),
  /** What stands between brackets in the text while it is not filled in. */
  placeholder: z.string(),
  example: z.string(),
  /** The value that was given or resolved; null where it is still to be filled in. */
  value: z.string().nullable(),
  source: TemplateVariable.shape.source,
  /** Whether it may stay empty. The text that depends on it is then left out. */
  optional: z.boolean(),
  /** The value as the template's own text says it, once for each place. */
  said: z.array(SaidValue),
  /** A day until which the citizen has to do something. One that has passed is accepted: whoever writes it is to be warned. */
  isDeadline: z.literal(true).optional(),
});
export type TemplateField = z.infer<typeof TemplateField>;

export const RenderedTemplate = z.object({
  templateId: Id,
  key: z.string().nullable(),
  title: z.string(),
  number: z.number().int(),
  language: Language,
  channelKind: ChannelKind,
  level: RenderingLevel,
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  /** The text of the secure page, where the reply links to it. */
  page: z.string().nullable(),
  segments: Segments.nullable(),
  /** Whether the template signs the reply, so that nothing is added to it. */
  signs: z.boolean(),
  /** The names of the variables without a value. The reply cannot be sent while there are any; the text contains them as `[label]`. */
  unresolved: z.array(z.string()),
  fields: z.array(TemplateField),
  /** The approved message, which is sent when the window of the channel is closed. */
  providerTemplate: z.object({ name: z.string(), language: z.string(), values: z.array(z.string()) }).nullable(),
  attachments: TemplateContent.shape.attachments,
  /** Whether it must not be sent without a document: a file, or a link to one. */
  needsDocument: z.boolean(),
  actions: TemplateActions,
  replyPageId: Id,
  blocks: z.array(RenderedBlock),
  /** Whether a later version was approved, or this one was withdrawn; the same of one of its blocks. */
  state: VersionState,
  stale: z.boolean(),
});
export type RenderedTemplate = z.infer<typeof RenderedTemplate>;
