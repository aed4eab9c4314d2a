import { channels } from '@guichet/channels';
import { smsSegments, type RenderedTemplate, type RenderTemplate, type TemplateField } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import { expandVersion } from '../blocks/check-included-blocks.js';
import { findVersion } from '../authoring/template-versions.queries.js';
import { placeholdersOf } from '../variables/placeholders-for-missing-values.js';
import { fieldLabels } from '../variables/case-fields-in-templates.queries.js';
import { saidValues } from '../usage/said-values.js';
import { variable, type VariableName } from '../variables/template-variables.js';
import { InvalidWording } from './parse-wording.js';
import { providerTemplateOf } from './provider-template-for-reply.js';
import { recompose, spansOfBlocks } from './recompose-edited-text.js';
import { pageText, renderFor, unresolvedIn, valuesFor, type RenderContext } from './render-context.js';
import { variablesOf, type Rendering } from './render.js';
import {
  loadTemplateInCase,
  renderContextOf,
  type TemplateInCase,
  type TemplateReader,
} from './load-template-for-case.js';
import { pageToSend, signs } from './trace-reply-provenance.js';

/** A template as it is rendered in a case. */
export interface ComposedReply extends TemplateInCase {
  values: Record<string, string>;
  rendering: Rendering;
  /** With what the agent has changed of it. */
  text: string;
  html: string | null;
}

/** Renders a template in a case, keeping what the agent has changed. Throws as `loadTemplateInCase` and `refuseTooLarge`. */
export async function composeInCase(
  templates: TemplateReader,
  templateId: string,
  wanted: RenderTemplate,
): Promise<ComposedReply> {
  const { caseId, language, number, replyPageId, blocks: chosen, previous } = wanted;
  const blockVersions = { chosen, former: previous?.blocks };
  const loaded = await loadTemplateInCase(templates, {
    ...{ templateId, caseId, language, number, blockVersions, replyPageId },
  });
  const { version, context } = loaded;
  const before = wanted.edited && (await previousContext(templates, loaded, wanted));
  return refuseTooLarge(() => {
    const values = valuesFor(version.content, context.caseContext, wanted.values);
    const rendering = renderFor(context, wanted.channelKind, values);
    const { text, html } =
      wanted.edited && before
        ? recompose({ before, edited: wanted.edited, now: context, after: rendering, newValues: values })
        : rendering;
    return { ...loaded, values, rendering, text, html };
  });
}

/** Throws `invalid-request` for values that make the text too long. The wording alone was checked when it was approved. */
export function refuseTooLarge<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidWording) throw wrongField('values', 'template-too-large');
    throw error;
  }
}

/** `POST /templates/:id/render`: a template as it would be sent in a case. Throws as `composeInCase` does. */
export async function renderInCase(
  templates: TemplateReader,
  templateId: string,
  wanted: RenderTemplate,
): Promise<RenderedTemplate> {
  const composed = await composeInCase(templates, templateId, wanted);
  const { template, version, context, values, rendering, text, html, blocks, replyPageId } = composed;
  const { content, language, number } = version;
  const { channelKind } = wanted;
  return {
    ...{ templateId, key: template.key, title: template.title, number, language, channelKind, replyPageId },
    ...{ blocks, state: standingOf(composed) },
    ...{ level: rendering.level, subject: rendering.subject, text, html },
    signs: signs(content, rendering.level),
    segments: channels[channelKind].capabilities.textUnit === 'sms' ? smsSegments(text) : null,
    // What the agent has changed stands on the page, too.
    page: pageText(context, rendering, values) && pageToSend(context, { kind: channelKind, values, sent: text }),
    unresolved: unresolvedIn(context, rendering, values),
    fields: await fieldsOf(templates, version, { values: { ...values, ...wanted.values }, rendering }),
    providerTemplate: providerTemplateOf(context, channelKind, values),
    attachments: content.attachments,
    needsDocument: content.needsDocument ?? false,
    actions: content.actions,
    stale: template.variants.some((one) => one.language === language && one.stale),
  };
}

/** That of the version, or of one of its blocks, which is treated as one: what its text says is what the template says. */
function standingOf({ version, blocks }: Pick<TemplateInCase, 'version' | 'blocks'>): RenderedTemplate['state'] {
  const states = [version, ...blocks].map(({ state }) => state);
  return states.find((state) => state === 'withdrawn') ?? states.find((state) => state === 'replaced') ?? version.state;
}

/** The context of the text in the composer: of the same version, unless another language was chosen since. */
async function previousContext(
  { reader }: TemplateReader,
  { template, facts, context, replyPageId }: TemplateInCase,
  { previous }: RenderTemplate,
): Promise<RenderContext> {
  const found =
    previous &&
    (await findVersion(reader, { templateId: template.id, language: previous.language, number: previous.number }));
  if (!found) return context;
  const { version, blocks } = await expandVersion(reader, found, { chosen: previous.blocks });
  return renderContextOf({
    template,
    version,
    blocks,
    facts,
    page: { id: replyPageId, link: context.caseContext.replyLink },
  });
}

async function fieldsOf(
  { reader }: TemplateReader,
  { content, language }: TemplateInCase['version'],
  { values, rendering }: { values: Readonly<Record<string, string>>; rendering: Rendering },
): Promise<TemplateField[]> {
  const said = saidValues(spansOfBlocks(rendering));
  const { names, optional } = variablesOf(content);
  const labels = await fieldLabels(reader, names, language);
  const placeholders = placeholdersOf(names, language);
  return names.map((name) => {
    const { type, label, example, source, isDeadline } = variable(name);
    return {
      name,
      type,
      label: labels.get(name) ?? label[language],
      placeholder: placeholders[name] ?? label[language],
      example: example[language],
      value: values[name] ?? null,
      source,
      optional: optional.has(name),
      said: said.get(name) ?? [],
      ...(isDeadline && { isDeadline }),
    };
  });
}

/**
 * Throws `invalid-request` for placeholders that are still to be filled in; in a text that an agent has `written`, for those that
 * are still in it.
 */
export function assertResolved(
  { content, language }: TemplateInCase['version'],
  names: readonly VariableName[],
  written?: string,
): void {
  const placeholders = placeholdersOf(variablesOf(content).names, language);
  const open = names
    .map((name) => placeholders[name] ?? variable(name).label[language])
    .filter((placeholder) => written?.includes(`[${placeholder}]`) ?? true);
  if (open.length > 0) throw wrongField('values', 'template-unresolved', { names: open.join(', ') });
}
