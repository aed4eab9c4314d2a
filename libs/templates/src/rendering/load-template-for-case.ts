import { randomUUID } from 'node:crypto';
import { allow, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import type { ChannelKind, Language, RenderedBlock, TemplateSummary, TemplateVersion } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { expandVersion, findComplete } from '../blocks/check-included-blocks.js';
import type { BlockVersions } from '../blocks/shared-blocks.queries.js';
import { findVersion } from '../authoring/template-versions.queries.js';
import { getTemplate } from '../authoring/template.queries.js';
import { loadCaseContext, type LoadedCaseContext } from './template-case-context.js';
import { decidedFields, fieldValues } from '../variables/case-field-variables.js';
import type { RenderContext } from './render-context.js';

/** Returns the address of the secure page of a reply. */
export type LinkTo = (replyPageId: string) => string;

/** Who renders templates, from which rows, with which links. */
export interface TemplateReader {
  reader: Reader;
  who: Principal;
  linkTo: LinkTo;
}

/** Which version of a template is rendered in which case. What is not given is chosen: language, version, those of its blocks, and page. */
export interface TemplateChoiceInCase {
  templateId: string;
  caseId: string;
  language?: Language | undefined;
  number?: number | undefined;
  blockVersions?: BlockVersions | undefined;
  replyPageId?: string | undefined;
}

/** A version of a template, with what is known of the case. */
export interface TemplateInCase {
  template: TemplateSummary;
  /** With the text of the blocks that it includes. */
  version: TemplateVersion;
  blocks: RenderedBlock[];
  facts: LoadedCaseContext;
  context: RenderContext;
  replyPageId: string;
}

/** Whether only the citizen can read what comes by this channel. */
const isPrivate = (kind: ChannelKind): boolean => channels[kind].capabilities.confidential;

/**
 * Loads a template for a case. Throws `not-permitted`, `not-found` for the template or the case, and `conflict` where the
 * template has no version in use, or a block that it includes, or is that of another team than the case.
 */
export async function loadTemplateInCase(
  { reader, who, linkTo }: TemplateReader,
  { templateId, caseId, language, number, blockVersions, replyPageId = randomUUID() }: TemplateChoiceInCase,
): Promise<TemplateInCase> {
  allow(who, 'template.read');
  const [template, facts] = await Promise.all([
    getTemplate(reader, who, templateId),
    loadCaseContext(reader, who, caseId),
  ]);
  if (template.teamId !== null && template.teamId !== facts.teamId) throw conflict('template-not-usable');
  const found = await findVersion(reader, {
    templateId: template.id,
    language: language ?? (await completeLanguage(reader, template, facts.language)),
    number,
  });
  if (!found || found.state === 'draft' || found.state === 'review') throw conflict('template-not-usable');
  const { version, blocks } = await expandVersion(reader, found, blockVersions);
  const page = { id: replyPageId, link: linkTo(replyPageId) };
  const context = renderContextOf({ template, version, blocks, facts, page });
  return { template, version, blocks, facts, context, replyPageId };
}

/** The context in which a version is rendered; `page`: the secure page of the reply. */
export const renderContextOf = ({
  template,
  version,
  blocks,
  facts,
  page,
}: Pick<TemplateInCase, 'blocks' | 'facts'> & {
  version: RenderContext['version'];
  template: Pick<TemplateSummary, 'key' | 'title' | 'scope' | 'sourceLanguage'>;
  page: { id: string; link: string };
}): RenderContext => ({
  version,
  // Whether a block is still in use is of the moment: what is kept of a reply does not say it.
  blocks: blocks.map(({ state: _, ...block }) => block),
  key: template.key,
  title: template.title,
  isOwn: template.scope === 'mine',
  sourceLanguage: template.sourceLanguage,
  caseContext: {
    ...facts.context,
    replyLink: page.link,
    fields: fieldValues(facts.fields, version.language),
    decidedFields: decidedFields(facts.fields),
  },
  replyPageId: page.id,
  confidential: facts.confidential,
  isPrivate,
});

/** The language of the citizen where the template is approved in it, else the source language. */
export function languageFor(
  { variants, sourceLanguage }: Pick<TemplateSummary, 'variants' | 'sourceLanguage'>,
  theirs: Language | null,
): Language {
  return variants.some(({ language, approved }) => language === theirs && approved !== null) ? theirs! : sourceLanguage;
}

/** The same, but for a language in which it lacks a block. */
async function completeLanguage(reader: Reader, template: TemplateSummary, theirs: Language | null): Promise<Language> {
  const { id: templateId, sourceLanguage } = template;
  const found = await findComplete(reader, { templateId, languages: [theirs, sourceLanguage] });
  return found?.version.language ?? languageFor(template, theirs);
}
