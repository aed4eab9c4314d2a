import type {
  Language,
  ProviderTemplate,
  RenderingName,
  TemplateContent,
  TemplateFinding,
  TextFact,
} from '@guichet/contracts';
import { InvalidWording, wording } from '../rendering/parse-wording.js';
import { distinct, factsIn, without } from './find-facts.js';
import {
  providerTemplateValues,
  renderLevel,
  render,
  renderingNames,
  sourcesOf,
  variablesOf,
  type Rendering,
  type RenderOptions,
} from '../rendering/render.js';
import { exampleValues, variable, type VariableName } from '../variables/template-variables.js';

/** The two languages in play: that of the wording, and the one that decides. */
export type Languages = Pick<RenderOptions, 'language' | 'sourceLanguage'>;

/** Everything in a content that is not Liquid we know, with its place. */
export function wordingFaults(content: TemplateContent): TemplateFinding[] {
  return sourcesOf(content).flatMap(({ source, block, wording: which }) => {
    try {
      wording(source);
      return [];
    } catch (error) {
      if (!(error instanceof InvalidWording)) throw error;
      return error.faults.map((fault) => ({ severity: 'error' as const, ...fault, where: { block, wording: which } }));
    }
  });
}

/** Returns the faults for which a content cannot be rendered at all. */
export function validateContent(content: TemplateContent): TemplateFinding[] {
  const faults = wordingFaults(content);
  const says = content.blocks.some(({ full }) => full.trim() !== '');
  return faults.length > 0 || says ? faults : [finding('empty', {})];
}

/** The most variables with conditions of which all combinations are checked. */
const MAX_CONDITIONS = 8;

/**
 * Returns sets of values for which a content renders differently: each variable of a condition is set in some and empty
 * in others.
 */
function valueSets(content: TemplateContent, language: Language): Record<string, string>[] {
  const { names, optional } = variablesOf(content);
  const all = exampleValues(names, language);
  return [...optional].reduce<Record<string, string>[]>(
    (sets, name) =>
      sets.flatMap((values) => [
        { ...values, [name]: all[name] || 'yes' },
        { ...values, [name]: '' },
      ]),
    [all],
  );
}

export const factsOf = (rendering: Rendering): TextFact[] => distinct(factsIn(rendering.text));

/**
 * The meaning check: the facts of a reply are the same in every rendering. It compares all renderings with the full text, over every
 * set of values that changes the text. A notice has no facts but the link to the full text. Returns the differences.
 */
export function checkMeaning(content: TemplateContent, languages: Languages): TemplateFinding[] {
  const faults = validateContent(content);
  if (faults.length > 0) return faults;
  if (variablesOf(content).optional.size > MAX_CONDITIONS)
    return [finding('syntax', { message: `at most ${MAX_CONDITIONS} variables may decide what is said` })];
  const found = new Map<string, TemplateFinding>();
  // Several renderings have the same text, so its facts are searched for once.
  const known = new Map<string, TextFact[]>();
  const factsFor = ({ text }: Rendering): TextFact[] => {
    const facts = known.get(text) ?? distinct(factsIn(text));
    known.set(text, facts);
    return facts;
  };
  for (const values of valueSets(content, languages.language)) {
    const options = (name: RenderingName) => ({ ...languages, name, values });
    const fullText = factsFor(renderLevel(content, 'full', options('page')));
    const renderings = renderingNames.map((name) => render(content, options(name)));
    // The short text must be true where nothing is so small that it is a notice, too.
    renderings.push(renderLevel(content, 'short', options('sms')));
    for (const rendering of renderings) {
      const { name, level, fits } = rendering;
      if (!fits && level === 'notice') found.set(`fit ${name}`, finding('does-not-fit', { rendering: name }));
      if (level === 'notice') continue;
      const facts = factsFor(rendering);
      const [missing, added] = [without(fullText, facts), without(facts, fullText)];
      const key = `${level} ${keyOf(missing)} ${keyOf(added)}`;
      if (missing.length + added.length > 0 && !found.has(key))
        found.set(
          key,
          finding('facts-differ', { rendering: name, level, missing: missing.map(textOf), added: added.map(textOf) }),
        );
    }
  }
  return [...found.values()];
}

/**
 * Checks that the message template that WhatsApp has approved states the same facts as the template, or links to it.
 * Where no account has that message template, the result is the finding `whatsapp-unknown`.
 */
export function checkProviderTemplate(
  content: TemplateContent,
  approved: readonly ProviderTemplate[],
  languages: Languages,
): TemplateFinding[] {
  const { whatsapp } = content;
  if (!whatsapp || wordingFaults(content).length > 0) return [];
  const where = { block: null, wording: 'whatsapp' } as const;
  const text = approved.find(({ name, language }) => name === whatsapp.name && language === whatsapp.language)?.text;
  if (text === undefined) return [{ ...finding('whatsapp-unknown', { name: whatsapp.name }), where }];
  const { names } = variablesOf(content);
  const values = exampleValues(new Set<VariableName>([...names, 'reply_link']), languages.language);
  const filled = providerTemplateValues(content, values, languages.language).reduce(
    (words, value, n) => words.replaceAll(`{{${n + 1}}}`, value),
    text,
  );
  const fullText = factsOf(renderLevel(content, 'full', { ...languages, name: 'page', values }));
  const providerFacts = distinct(factsIn(filled));
  const isNotice = filled.includes(values['reply_link']!);
  const [missing, added] = [
    isNotice ? [] : without(fullText, providerFacts),
    without(providerFacts, fullText).filter(({ text: said }) => said !== values['reply_link']),
  ];
  return missing.length + added.length > 0
    ? [
        {
          ...finding('facts-differ', {
            rendering: 'whatsapp',
            level: 'notice',
            missing: missing.map(textOf),
            added: added.map(textOf),
          }),
          where,
        },
      ]
    : [];
}

/** A translation promises, asks and names what its source does. */
export function checkTranslation(
  content: TemplateContent,
  source: TemplateContent,
  languages: Languages,
): TemplateFinding[] {
  if (wordingFaults(content).length + wordingFaults(source).length > 0) return [];
  const { sourceLanguage } = languages;
  for (const values of valueSets(source, sourceLanguage)) {
    // Values of free text may contain anything, so only the template's own text and values with one spelling are
    // compared.
    const plain = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, neutral(name as VariableName, value)]),
    );
    const facts = (from: TemplateContent, language: Language) =>
      factsOf(renderLevel(from, 'full', { name: 'page', language, sourceLanguage, values: plain }));
    const [theirs, ours] = [facts(source, sourceLanguage), facts(content, languages.language)];
    const [missing, added] = [without(theirs, ours), without(ours, theirs)];
    if (missing.length + added.length > 0)
      return [finding('source-differs', { missing: missing.map(textOf), added: added.map(textOf) })];
  }
  return [];
}

const neutral = (name: VariableName, value: string): string =>
  ['text', 'long-text', 'list'].includes(variable(name).type) ? value && 'x' : value;

const finding = (code: TemplateFinding['code'], data: Record<string, unknown>): TemplateFinding => ({
  severity: 'error',
  code,
  where: null,
  data,
});
const textOf = ({ text }: TextFact) => text;
const keyOf = (facts: readonly TextFact[]) => facts.map(({ kind, value }) => `${kind}:${value}`).join(',');
