import {
  valuesSameInAllCases,
  type ChannelKind,
  type IncludedBlock,
  type Language,
  type TemplateContent,
  type TemplateVersion,
} from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import { renderLevel, render, variablesOf, type Rendering, type RenderOptions } from './render.js';
import { onOwnPage } from './replace-link-to-own-page.js';
import { renderingOf } from './rendering-rules.js';
import { valueFault } from './template-values-and-filters.js';
import type { CaseContext } from '../variables/define-variable.js';
import { isFieldVariable } from '../variables/case-field-variables.js';
import { isVariable, resolveVariables, variable, type VariableName } from '../variables/template-variables.js';

/** A version of a template, and all that it takes to render it in one case. */
export interface RenderContext {
  version: Pick<TemplateVersion, 'id' | 'templateId' | 'number' | 'language' | 'content'>;
  /** The versions of the blocks whose text is in the content. */
  blocks: IncludedBlock[];
  /** Of a template that came with the product. */
  key: string | null;
  title: string;
  /** Whether an agent has written it for themselves, and nobody has approved it. */
  isOwn: boolean;
  sourceLanguage: Language;
  caseContext: CaseContext;
  /** The secure page to which `caseContext.replyLink` leads. */
  replyPageId: string;
  /** The team is confidential: channels that others may read get a notice only. */
  confidential: boolean;
  /** Whether only the citizen can read what comes by this channel. */
  isPrivate(kind: ChannelKind): boolean;
}

/** The value of each variable: from the agent, else from the case. Throws `invalid-request` for a value of a wrong type. */
export function valuesFor(
  content: TemplateContent,
  context: CaseContext,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const { names } = variablesOf(content);
  assertValues(given);
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => isVariable(name) && names.includes(name)));
  // The notice has these three variables, whatever the template has.
  const known = resolveVariables(new Set<VariableName>([...names, 'organisation', 'reference', 'reply_link']), context);
  return { ...known, ...own };
}

/** Throws `invalid-request` for a value that does not fit the type of its variable. `path`: of the values, in the request. */
export function assertValues(given: Readonly<Record<string, string>>, path = 'values'): void {
  for (const [name, value] of Object.entries(given)) {
    const type = isVariable(name) ? valueFault(variable(name).type, value) : undefined;
    if (type) throw wrongField(`${path}.${name}`, 'template-value', { value: value.slice(0, 60), type });
  }
}

/** The same for values that are to stand in replies to several cases: a name or a reference of one must not stand in those of others. */
export function assertValuesForMany(given: Readonly<Record<string, string>>, path: string): void {
  for (const name of Object.keys(given))
    if (isVariable(name) && variable(name).source === 'case' && !valuesSameInAllCases.includes(name))
      throw wrongField(`${path}.${name}`, 'value-of-each-case');
  assertValues(given, path);
}

/** Renders for a channel with these values. */
export function renderFor(
  context: RenderContext,
  kind: ChannelKind,
  values: Readonly<Record<string, string>>,
): Rendering {
  return render(context.version.content, {
    ...optionsOf(context, kind, values),
    onlyNotice: context.confidential && !context.isPrivate(kind),
  });
}

/** The text of the page to which a rendering links, or null where it links to none. */
export const pageText = (
  context: RenderContext,
  { text }: Pick<Rendering, 'text'>,
  values: Readonly<Record<string, string>>,
): string | null =>
  text.includes(context.caseContext.replyLink)
    ? onOwnPage(
        renderLevel(context.version.content, 'full', { ...optionsOf(context, 'email', values), name: 'page' }).text,
        context.caseContext.replyLink,
        context.version.language,
      )
    : null;

/** The variables that are still to be filled in: in the text, and on the page to which it links. */
export function unresolvedIn(
  context: RenderContext,
  { unresolved, text }: Pick<Rendering, 'unresolved' | 'text'>,
  values: Readonly<Record<string, string>>,
): VariableName[] {
  if (!text.includes(context.caseContext.replyLink)) return unresolved;
  const page = renderLevel(context.version.content, 'full', { ...optionsOf(context, 'email', values), name: 'page' });
  return [...new Set([...unresolved, ...page.unresolved])];
}

/**
 * What is still to be filled in of a text that no agent has read: also the fields that decide what it says, where neither the case nor the
 * agent says anything of them. A condition alone would take that for a "no". `given`: what the agent has given, an empty value for "no".
 */
export function unresolvedUnread(
  context: RenderContext,
  rendering: Pick<Rendering, 'unresolved' | 'text'>,
  { values, given }: Record<'values' | 'given', Readonly<Record<string, string>>>,
): VariableName[] {
  const { optional } = variablesOf(context.version.content);
  const { decidedFields } = context.caseContext;
  const undecided = [...optional].filter(
    (name) => isFieldVariable(name) && !decidedFields?.has(name) && !Object.hasOwn(given, name),
  );
  return [...new Set([...unresolvedIn(context, rendering, values), ...undecided])];
}

/** The rendering options of a context. */
export const optionsOf = (
  { version, sourceLanguage }: RenderContext,
  kind: ChannelKind,
  values: Readonly<Record<string, string>>,
): RenderOptions => ({ name: renderingOf(kind), language: version.language, sourceLanguage, values });
