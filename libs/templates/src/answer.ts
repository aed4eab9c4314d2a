import { randomUUID } from 'node:crypto';
import { allow, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import {
  smsSegments,
  type ChannelKind,
  type Language,
  type PostMessage,
  type RenderedTemplate,
  type RenderTemplate,
  type TemplateContent,
  type TemplateField,
  type TemplateSummary,
  type TemplateVersion,
} from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure, conflict, wrongField } from '@guichet/platform';
import { caseFacts, todayIn, type CaseFacts } from './case-context.js';
import { pageText, recompose, renderFor, trace, unresolvedIn, valuesFor, type Made, type Occasion } from './compose.js';
import { BadWording } from './engine.js';
import { approvedWords, variablesOf, type Rendering } from './render.js';
import { templateOf, versionOf } from './template.queries.js';
import { variable, type VariableName } from './variables.js';

/** Makes the address of the secure page of an answer. */
export type LinkTo = (answerId: string) => string;

const isPrivate = (kind: ChannelKind): boolean => channels[kind].capabilities.confidential;

/** A template as it would be read in a case. */
export interface Composed {
  template: TemplateSummary;
  version: TemplateVersion;
  occasion: Occasion;
  values: Record<string, string>;
  rendering: Rendering;
  /** With what the agent has changed of it. */
  text: string;
  html: string | null;
  answerId: string;
}

export async function composeInCase(
  database: Database,
  linkTo: LinkTo,
  who: Principal,
  templateId: string,
  wanted: RenderTemplate,
): Promise<Composed> {
  allow(who, 'template.read');
  const [template, facts] = await Promise.all([
    templateOf(database.read, templateId, database.now()),
    caseFacts(database, who, wanted.caseId),
  ]);
  const language = wanted.language ?? languageFor(template, facts.language);
  const version = await versionInUse(database, template, language, wanted.number);
  const answerId = wanted.answerId ?? randomUUID();
  const occasion = occasionOf(template, version, facts, { id: answerId, link: linkTo(answerId) });
  const before = wanted.edited && (await occasionBefore(database, occasion, template, facts, wanted));
  return orTooLarge(() => {
    const values = valuesFor(version.content, occasion.context, wanted.values);
    const rendering = renderFor(occasion, wanted.channelKind, values);
    const { text, html } = wanted.edited && before ? recompose(before, wanted.edited, rendering, values) : rendering;
    return { template, version, occasion, values, rendering, text, html, answerId };
  });
}

/** A wording that was approved can be read: only what is filled in makes it too long. */
export function orTooLarge<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof BadWording) throw wrongField('values', 'template-too-large');
    throw error;
  }
}

/** `POST /templates/:id/render`: a template as it would be sent in a case. */
export async function renderInCase(
  database: Database,
  linkTo: LinkTo,
  who: Principal,
  templateId: string,
  wanted: RenderTemplate,
): Promise<RenderedTemplate> {
  const composed = await composeInCase(database, linkTo, who, templateId, wanted);
  const { template, version, occasion, values, rendering, text, html, answerId } = composed;
  const { language } = version;
  return {
    templateId,
    title: template.title,
    number: version.number,
    language,
    channelKind: wanted.channelKind,
    level: rendering.level,
    subject: rendering.subject,
    text,
    html,
    segments: channels[wanted.channelKind].capabilities.textUnit === 'sms' ? smsSegments(text) : null,
    page: pageText(occasion, rendering, values),
    unresolved: unresolvedIn(occasion, rendering, values),
    fields: fieldsOf(version.content, language, values, wanted.values),
    providerTemplate: approvedElsewhere(occasion, wanted.channelKind, values),
    attachments: version.content.attachments,
    actions: version.content.actions,
    answerId,
    state: version.state,
    stale: template.variants.some((one) => one.language === language && one.stale),
  };
}

/** What stands in the composer was made from the same version, unless another language was chosen since. */
async function occasionBefore(
  database: Database,
  occasion: Occasion,
  template: TemplateSummary,
  facts: CaseFacts,
  { edited, previous }: RenderTemplate,
): Promise<Occasion> {
  if (!edited || !previous) return occasion;
  const version = await versionOf(database.read, template.id, previous.language, previous.number);
  return version
    ? occasionOf(template, version, facts, { id: occasion.answerId, link: occasion.context.answerLink })
    : occasion;
}

/** The secure page of an answer. */
interface Page {
  id: string;
  link: string;
}

const occasionOf = (template: TemplateSummary, version: TemplateVersion, facts: CaseFacts, page: Page): Occasion => ({
  version,
  title: template.title,
  sourceLanguage: template.sourceLanguage,
  context: { ...facts.context, answerLink: page.link },
  answerId: page.id,
  confidential: facts.confidential,
  isPrivate,
});

/** That of the person where it is there, else that of the source. */
export function languageFor(
  { variants, sourceLanguage }: Pick<TemplateSummary, 'variants' | 'sourceLanguage'>,
  theirs: Language | null,
): Language {
  return variants.some(({ language, approved }) => language === theirs && approved !== null) ? theirs! : sourceLanguage;
}

async function versionInUse(
  database: Database,
  template: TemplateSummary,
  language: Language,
  number: number | undefined,
): Promise<TemplateVersion> {
  const version = await versionOf(database.read, template.id, language, number);
  if (!version || version.state === 'draft' || version.state === 'review') throw conflict('template-not-usable');
  return version;
}

/** For so long what was begun with a version may leave after the next one is approved. */
const GRACE_MS = 7 * 86_400_000;

/** Unless it is approved, and valid on this day, no new answer is made from it. One begun with the version before may still leave. */
export async function assertUsable(
  database: Database,
  template: TemplateSummary,
  version: TemplateVersion,
): Promise<void> {
  if (version.state === 'withdrawn') throw conflict('template-withdrawn');
  if (version.state === 'replaced') {
    const inUse = await versionOf(database.read, template.id, version.language, undefined);
    const since = inUse?.approved && Date.parse(inUse.approved.at);
    if (!since || since + GRACE_MS < database.now().getTime()) throw conflict('template-replaced');
  }
  const today = await todayIn(database);
  const { validFrom, validUntil } = template;
  if ((validFrom && today < validFrom) || (validUntil && today > validUntil)) throw conflict('template-not-usable');
}

function fieldsOf(
  content: TemplateContent,
  language: Language,
  values: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): TemplateField[] {
  const { names, optional } = variablesOf(content);
  return names.map((name) => {
    const { type, label, example, source } = variable(name);
    return {
      name,
      type,
      label: label[language],
      example: example[language],
      value: given[name] ?? values[name] ?? null,
      source,
      optional: optional.has(name),
    };
  });
}

/**
 * The message that the provider has approved, with its blanks filled; null: the template names none. Where only a notice may
 * go, it must be one that leads to the page.
 */
function approvedElsewhere(
  occasion: Occasion,
  kind: ChannelKind,
  values: Readonly<Record<string, string>>,
): RenderedTemplate['providerTemplate'] {
  const { content, language } = occasion.version;
  if (kind !== 'whatsapp' || !content.whatsapp) return null;
  const words = approvedWords(content, values, language);
  const leads = words.some((word) => word.includes(occasion.context.answerLink));
  if (occasion.confidential && !isPrivate(kind) && !leads) return null;
  return { name: content.whatsapp.name, language: content.whatsapp.language, values: words };
}

/** Refuses what is still to be filled in; of words that an agent has changed: what still stands in them. */
export function assertResolved(names: readonly VariableName[], language: Language, written?: string): void {
  const blanks = names.map((name) => variable(name).label[language]);
  const open = blanks.filter((label) => written?.includes(`[${label}]`) ?? true);
  if (open.length > 0) throw wrongField('values', 'template-unresolved', { names: open.join(', ') });
}

/** An answer made from a template, ready to be sent. */
export interface PreparedAnswer {
  templateId: string;
  versionId: string;
  answerId: string;
  text: string;
  html: string | null;
  subject: string | null;
  files: TemplateContent['attachments'];
  providerTemplate: RenderedTemplate['providerTemplate'];
  /** Whence the words come that are sent; `asApproved`: in a provider's own wording. */
  trace(sent: string, asApproved: boolean): Made;
}

/** What `templateId` of an answer means: its words where none were written, and whence those come that were. */
export async function prepareAnswer(
  database: Database,
  linkTo: LinkTo,
  who: Principal,
  caseId: string,
  kind: ChannelKind,
  wanted: PostMessage & { templateId: string },
): Promise<PreparedAnswer> {
  allow(who, 'template.read');
  const [template, facts] = await Promise.all([
    templateOf(database.read, wanted.templateId, database.now()).catch((error: unknown) => {
      // Nothing else is the sender's fault: a database that is away is one to try again.
      if (!(error instanceof Failure) || error.code !== 'not-found') throw error;
      throw new Failure('invalid-request', { errors: [{ path: 'templateId', message: 'There is no such template.' }] });
    }),
    caseFacts(database, who, caseId),
  ]);
  const language = wanted.language ?? languageFor(template, facts.language);
  const version = await versionInUse(database, template, language, wanted.templateNumber);
  await assertUsable(database, template, version);
  const answerId = wanted.answerId ?? randomUUID();
  const occasion = occasionOf(template, version, facts, { id: answerId, link: linkTo(answerId) });
  return orTooLarge(() => {
    const values = valuesFor(version.content, occasion.context, wanted.values ?? {});
    const rendering = renderFor(occasion, kind, values);
    const written = wanted.text.trim() !== '';
    const filled = Object.keys(wanted.values ?? {}).filter(
      (name) => values[name] !== undefined && wanted.values![name] !== '',
    );
    // Whatever was filled in since, what stands as a blank in the words would leave as one.
    if (written) assertResolved(variablesOf(version.content).names, language, wanted.text);
    else assertResolved(unresolvedIn(occasion, rendering, values), language);
    return {
      templateId: template.id,
      versionId: version.id,
      trace: (sent, asApproved) => checked(trace(occasion, kind, values, sent, { filled, asApproved }), occasion, sent),
      answerId,
      text: written ? wanted.text : rendering.text,
      html: written ? null : rendering.html,
      subject: rendering.subject,
      files: version.content.attachments,
      providerTemplate: approvedElsewhere(occasion, kind, values),
    };
  });
}

/** Nothing that must be said is gone, and the page to which it leads has no blank. */
function checked(made: Made, { version, context }: Occasion, sent: string): Made {
  const { edits, level } = made.provenance;
  const gone = edits.some(({ block, fate }) => fate === 'deleted' && version.content.blocks[block]?.mandatory);
  if (gone && level !== 'notice') throw wrongField('text', 'mandatory-deleted');
  const [, blank] = /<mark>\[(.*?)\]<\/mark>/.exec(made.page.html) ?? [];
  if (blank !== undefined && sent.includes(context.answerLink))
    throw wrongField('values', 'template-unresolved', { names: blank });
  return made;
}
