import type {
  ChannelKind,
  Language,
  Provenance,
  RenderTemplate,
  TemplateContent,
  TemplateVersion,
} from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import { editsOf, keepEdits, learned, placesOf, type LearnedEdit } from './edits.js';
import { approvedFacts, toldFacts } from './told.js';
import { at, render, variablesOf, type Rendering, type RenderOptions } from './render.js';
import { renderingOf, rule } from './renderings.js';
import { valueFault, Value } from './value.js';
import { isVariable, resolved, variable, type CaseContext, type VariableName } from './variables.js';

/** A version, and what it needs to be read in one case. */
export interface Occasion {
  version: Pick<TemplateVersion, 'id' | 'templateId' | 'number' | 'language' | 'content'>;
  title: string;
  sourceLanguage: Language;
  context: CaseContext;
  /** Of the secure page to which `context.answerLink` leads. */
  answerId: string;
  /** The case must not be told where others may read it. */
  confidential: boolean;
  /** Does the channel tell the citizen alone? */
  isPrivate(kind: ChannelKind): boolean;
}

/** What stands for each variable: as the agent gave it, else as the case knows it. Names each value that does not fit its type. */
export function valuesFor(
  content: TemplateContent,
  context: CaseContext,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const { names } = variablesOf(content);
  assertValues(given);
  const said = Object.fromEntries(Object.entries(given).filter(([name]) => isVariable(name) && names.includes(name)));
  // The notice speaks of these three whatever the template says.
  const known = resolved(new Set<VariableName>([...names, 'organisation', 'reference', 'answer_link']), context);
  return { ...known, ...said };
}

/** Names a value that does not fit the type of its variable. */
export function assertValues(given: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(given)) {
    const type = isVariable(name) ? valueFault(variable(name).type, value) : undefined;
    if (type) throw wrongField(`values.${name}`, 'template-value', { value: value.slice(0, 60), type });
  }
}

/** The rendering for a channel, with these values. */
export function renderFor(occasion: Occasion, kind: ChannelKind, values: Readonly<Record<string, string>>): Rendering {
  return render(occasion.version.content, {
    ...optionsOf(occasion, kind, values),
    onlyNotice: occasion.confidential && !occasion.isPrivate(kind),
  });
}

/** What the page says to which a rendering leads; null: it leads to none. */
export const pageText = (
  occasion: Occasion,
  { text }: Pick<Rendering, 'text'>,
  values: Readonly<Record<string, string>>,
): string | null =>
  text.includes(occasion.context.answerLink)
    ? at(occasion.version.content, 'full', { ...optionsOf(occasion, 'email', values), name: 'page' }).text
    : null;

/** What is still to be filled in: in what is sent, and on the page to which that leads. */
export function unresolvedIn(
  occasion: Occasion,
  { unresolved, text }: Pick<Rendering, 'unresolved' | 'text'>,
  values: Readonly<Record<string, string>>,
): VariableName[] {
  if (!text.includes(occasion.context.answerLink)) return unresolved;
  const page = at(occasion.version.content, 'full', { ...optionsOf(occasion, 'email', values), name: 'page' });
  return [...new Set([...unresolved, ...page.unresolved])];
}

const optionsOf = (
  { version, sourceLanguage }: Occasion,
  kind: ChannelKind,
  values: Readonly<Record<string, string>>,
): RenderOptions => ({
  name: renderingOf(kind),
  language: version.language,
  sourceLanguage,
  values,
});

/** What stands in the composer after another channel, language or value was chosen: rendered anew but for what the agent changed. */
export function recompose(
  before: Occasion,
  { channelKind, values, text }: NonNullable<RenderTemplate['edited']>,
  anew: Rendering,
  newValues: Readonly<Record<string, string>>,
) {
  const base = renderFor(before, channelKind, valuesFor(before.version.content, before.context, values));
  if (base.level === 'notice' || anew.level === 'notice') {
    // A notice has none of the blocks: only what was left alone can become one, or come from one.
    if (editsOf(base.blocks, text).verbatim) return { text: anew.text, html: anew.html };
  }
  const style = { language: before.version.language, short: anew.level !== 'full' };
  const fill = (words: string) =>
    base.unresolved.reduce((filled, name) => {
      const value = newValues[name];
      const { type, label } = variable(name);
      return value ? filled.replaceAll(`[${label[style.language]}]`, new Value(name, type, value, style).text) : filled;
    }, words);
  const merged = keepEdits(base.blocks, text, anew.blocks, rule(anew.name).gap, fill);
  return { text: merged.text, html: rule(anew.name).html ? merged.html : null };
}

/** An answer that is about to be sent, with where it comes from and the page behind its link. */
export interface Made {
  provenance: Provenance;
  page: { language: Language; subject: string; html: string };
  /** What many answers together teach of the template. */
  learned: LearnedEdit[];
}

/**
 * Compares an answer with the version that it was made from. `asApproved`: it left in a provider's own wording, which nobody
 * could change. Pure.
 */
export function trace(
  occasion: Occasion,
  kind: ChannelKind,
  values: Record<string, string>,
  sent: string,
  { filled = [], asApproved = false }: { filled?: string[]; asApproved?: boolean } = {},
): Made {
  const { version, title } = occasion;
  const rendering = renderFor(occasion, kind, values);
  const whole = at(version.content, 'full', optionsOf(occasion, 'email', values));
  const { verbatim, edits, added } = asApproved ? UNTOUCHED : editsOf(rendering.blocks, sent);
  // A notice sends its reader to the whole: they are told what stands there.
  const isNotice = rendering.level === 'notice' || sent.includes(occasion.context.answerLink);
  const keepsEdits = rendering.level !== 'notice' && !asApproved;
  const onPage = at(version.content, 'full', { ...optionsOf(occasion, 'email', values), name: 'page' }).blocks;
  const page = keepsEdits
    ? keepEdits(rendering.blocks, sent, onPage, '\n\n')
    : { html: onPage.map(({ html }) => html).join('') };
  return {
    provenance: {
      templateId: version.templateId,
      versionId: version.id,
      title,
      number: version.number,
      language: version.language,
      level: rendering.level,
      answerId: occasion.answerId,
      values,
      filled,
      rendered: asApproved ? sent : rendering.text,
      verbatim,
      edits,
      added,
      facts:
        isNotice && !keepsEdits
          ? // The link leads to the whole: it adds nothing to it.
            toldFacts(approvedFacts(whole), `${whole.text}\n\n${sent.replaceAll(occasion.context.answerLink, '')}`)
          : keepsEdits
            ? toldFacts(approvedFacts(rendering), sent, placesOf(rendering.blocks, sent))
            : toldFacts(approvedFacts(rendering.level === 'notice' ? whole : rendering), sent),
    },
    page: { language: version.language, subject: whole.subject ?? '', html: page.html },
    learned: learned(edits, rendering.blocks),
  };
}

const UNTOUCHED = { verbatim: true, edits: [], added: '' };
