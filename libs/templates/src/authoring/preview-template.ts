import { allow, type Principal } from '@guichet/access';
import {
  smsSegments,
  type Language,
  type PreviewTemplate,
  type ProviderTemplate,
  type TemplateContent,
  type TemplateFinding,
  type TemplatePreview,
  type TemplateRendering,
  type TemplateSummary,
  type TemplateVersion,
  type TextFact,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { checkAgainstSource, checkIncludedBlocks } from '../blocks/check-included-blocks.js';
import { assertValues } from '../rendering/render-context.js';
import { InvalidWording } from '../rendering/parse-wording.js';
import { distinct, factsIn } from '../facts/find-facts.js';
import { sentencesInOtherLanguage } from '../facts/sentences-in-other-language.js';
import { hints } from './writing-hints.js';
import { actOf, findMentions, missingMentions } from '../legal/find-mentions.js';
import { approvedMessageOf, checkMeaning, checkProviderTemplate, wordingFaults } from '../facts/check-meaning.js';
import {
  providerTemplateValues,
  render,
  renderingNames,
  variablesOf,
  type Languages,
  type Rendering,
} from '../rendering/render.js';
import { htmlOnOwnPage, onOwnPage } from '../rendering/replace-link-to-own-page.js';
import { renderingRule } from '../rendering/rendering-rules.js';
import { differingTranslations } from './differing-translations.js';
import { getTemplate } from './template.queries.js';
import { sourceBeside } from './template-versions.queries.js';
import { fieldExamples, fieldFindings } from '../variables/case-fields-in-templates.queries.js';
import { exampleValues, type VariableName } from '../variables/template-variables.js';

/** `POST /templates/preview`: returns how a wording is rendered for each channel, with its errors and hints. */
export async function previewTemplate(
  reader: Reader,
  who: Principal,
  { approved, wanted }: { approved: readonly ProviderTemplate[]; wanted: PreviewTemplate },
): Promise<TemplatePreview> {
  allow(who, 'template.read');
  const { language, templateId } = wanted;
  const template = templateId ? await getTemplate(reader, who, templateId) : null;
  const languages: Languages = { language, sourceLanguage: template?.sourceLanguage ?? language };
  const isBlock = template?.isBlock ?? false;
  const { findings: blocks, expanded } = await checkIncludedBlocks(reader, {
    content: wanted.content,
    language,
    isBlock,
  });
  const { content } = expanded;
  const faults = blocks.length > 0 ? blocks : await contentFaults(reader, content);
  if (faults.length > 0)
    return { renderings: [], findings: faults, variables: [], mentions: [], approvedMessage: null, retires: [] };
  assertValues(wanted.values);
  const { names } = variablesOf(content);
  const examples = exampleValues(
    new Set<VariableName>([...names, 'organisation', 'reference', 'reply_link']),
    language,
  );
  const values = { ...examples, ...(await fieldExamples(reader, names, language)), ...wanted.values };
  const options = { ...languages, values, ...(Object.keys(wanted.values).length === 0 && { madeUp: true as const }) };
  const source = await comparedSource({ reader, who }, templateId, languages);
  const message = approvedMessageOf(content, approved) ?? null;
  const mentions = findMentions(content, actOf(content, template?.key ?? null), languages);
  try {
    return {
      renderings: toRenderings(
        renderingNames.map((name) => asShown(render(content, { ...options, name }), values['reply_link'], language)),
      ),
      findings: [
        ...checkMeaning(content, languages),
        ...sentencesInOtherLanguage(content, { ...languages, original: source?.content }),
        ...(source ? await checkAgainstSource(reader, { content, source, languages }) : []),
        ...checkProviderTemplate(content, approved, languages),
        ...missingMentions(mentions, content),
        ...hints(content, languages),
      ],
      variables: names,
      mentions,
      approvedMessage: message && { ...message, values: providerTemplateValues(content, values, language) },
      retires: await retiredBy(reader, template, wanted),
    };
  } catch (error) {
    // With these values it is too long.
    if (!(error instanceof InvalidWording)) throw error;
    const findings = error.faults.map((fault) => ({ severity: 'error' as const, ...fault, where: null }));
    return { renderings: [], findings, variables: names, mentions, approvedMessage: null, retires: [] };
  }
}

/** What keeps a wording from being rendered: that it cannot be read, or names a field that is archived. */
export async function contentFaults(reader: Reader, content: TemplateContent): Promise<TemplateFinding[]> {
  const faults = wordingFaults(content);
  return faults.length > 0 ? faults : fieldFindings(reader, content);
}

/** The page of a reply does not lead to itself. */
function asShown(rendering: Rendering, link: string | undefined, language: Language): Rendering {
  if (rendering.name !== 'page' || !link) return rendering;
  const { text, html } = rendering;
  const shown = onOwnPage(text, link, language);
  return { ...rendering, text: shown, characters: shown.length, html: html && htmlOnOwnPage(html, link, language) };
}

/** The version of the source with which a translation is compared. */
async function comparedSource(
  { reader, who }: { reader: Reader; who: Principal },
  templateId: string | undefined,
  languages: Languages,
): Promise<TemplateVersion | null> {
  if (!templateId || languages.language === languages.sourceLanguage) return null;
  return sourceBeside(reader, who, { id: templateId, ...languages });
}

/** The languages that would go out of use with the approval of a text of the source. */
async function retiredBy(
  reader: Reader,
  template: Pick<TemplateSummary, 'id' | 'sourceLanguage'> | null,
  { content, language }: PreviewTemplate,
): Promise<Language[]> {
  if (template?.sourceLanguage !== language) return [];
  return (await differingTranslations(reader, template, { content, language })).map((version) => version.language);
}

/** Several channels show one text, of which the facts are found once. */
function toRenderings(renderings: readonly Rendering[]): TemplateRendering[] {
  const facts = new Map(
    [...new Set(renderings.map(({ text }) => text))].map((text) => [text, distinct(factsIn(text))]),
  );
  return renderings.map((rendering) => toRendering(rendering, facts.get(rendering.text)!));
}

function toRendering(
  { name, level, subject, text, html, characters }: Rendering,
  facts: readonly TextFact[],
): TemplateRendering {
  const { most } = renderingRule(name);
  return {
    name,
    level,
    subject,
    text,
    html,
    characters,
    maxCharacters: most && 'characters' in most ? most.characters : null,
    segments: name === 'sms' ? smsSegments(text) : null,
    facts: facts.map(({ kind, value, text: said }) => ({ kind, value, text: said })),
  };
}
