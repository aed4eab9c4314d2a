import { allow, type Principal } from '@guichet/access';
import {
  smsSegments,
  type PreviewTemplate,
  type ProviderTemplate,
  type TemplateFinding,
  type TemplatePreview,
  type TemplateRendering,
} from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { assertValues } from './compose.js';
import { BadWording } from './engine.js';
import { distinct, factsIn } from './facts.js';
import { hints } from './hints.js';
import { lock, lockToApproved, lockToSource, wordingFaults, type Tongues } from './lock.js';
import { render, renderingNames, variablesOf } from './render.js';
import { rule } from './renderings.js';
import { templateOf, versionOf } from './template.queries.js';
import { exampleValues, type VariableName } from './variables.js';

/** `POST /templates/preview`: how a wording would be read everywhere, and what is to be mended or thought about. */
export async function preview(
  database: Database,
  who: Principal,
  approved: readonly ProviderTemplate[],
  wanted: PreviewTemplate,
): Promise<TemplatePreview> {
  allow(who, 'template.read');
  const { content, language, templateId } = wanted;
  const template = templateId ? await templateOf(database.read, templateId, database.now()) : null;
  const tongues: Tongues = { language, sourceLanguage: template?.sourceLanguage ?? language };
  const faults = wordingFaults(content);
  if (faults.length > 0) return { renderings: [], findings: faults, variables: [] };
  assertValues(wanted.values);
  const { names } = variablesOf(content);
  const examples = exampleValues(
    new Set<VariableName>([...names, 'organisation', 'reference', 'answer_link']),
    language,
  );
  const values = { ...examples, ...wanted.values };
  try {
    return {
      renderings: renderingNames.map((name) => shown(render(content, { ...tongues, name, values }))),
      findings: [
        ...lock(content, tongues),
        ...(await compared(database, wanted, tongues)),
        ...lockToApproved(content, approved, tongues),
        ...hints(content, tongues),
      ],
      variables: names,
    };
  } catch (error) {
    // With these values it is too long.
    if (!(error instanceof BadWording)) throw error;
    const findings = error.faults.map((fault) => ({ severity: 'error' as const, ...fault, where: null }));
    return { renderings: [], findings, variables: names };
  }
}

async function compared(
  database: Database,
  { content, templateId }: PreviewTemplate,
  tongues: Tongues,
): Promise<TemplateFinding[]> {
  if (!templateId || tongues.language === tongues.sourceLanguage) return [];
  const source = await versionOf(database.read, templateId, tongues.sourceLanguage, undefined);
  return source ? lockToSource(content, source.content, tongues) : [];
}

function shown({ name, level, subject, text, html, characters }: ReturnType<typeof render>): TemplateRendering {
  const { most } = rule(name);
  return {
    name,
    level,
    subject,
    text,
    html,
    characters,
    maxCharacters: most && 'characters' in most ? most.characters : null,
    segments: name === 'sms' ? smsSegments(text) : null,
    facts: distinct(factsIn(text)).map(({ kind, value, text: said }) => ({ kind, value, text: said })),
  };
}
