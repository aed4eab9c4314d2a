import type {
  Language,
  ProviderTemplate,
  RenderingName,
  TemplateContent,
  TemplateFinding,
  TextFact,
} from '@guichet/contracts';
import { BadWording, wording } from './engine.js';
import { distinct, factsIn, without } from './facts.js';
import {
  approvedWords,
  at,
  render,
  renderingNames,
  sourcesOf,
  variablesOf,
  type Rendering,
  type RenderOptions,
} from './render.js';
import { exampleValues, variable, type VariableName } from './variables.js';

/** The two languages in play: that of the wording, and the one that decides. */
export type Tongues = Pick<RenderOptions, 'language' | 'sourceLanguage'>;

/** Everything in a content that is not Liquid we know, with its place. */
export function wordingFaults(content: TemplateContent): TemplateFinding[] {
  return sourcesOf(content).flatMap(({ source, block, wording: which }) => {
    try {
      wording(source);
      return [];
    } catch (error) {
      if (!(error instanceof BadWording)) throw error;
      return error.faults.map((fault) => ({ severity: 'error' as const, ...fault, where: { block, wording: which } }));
    }
  });
}

/** Why nobody could read it at all. */
export function unreadable(content: TemplateContent): TemplateFinding[] {
  const faults = wordingFaults(content);
  const says = content.blocks.some(({ full }) => full.trim() !== '');
  return faults.length > 0 || says ? faults : [fault('empty', {})];
}

/** So many variables may decide what is said: all ways in which they can be there are tried. */
const DECIDING = 8;

/** Sets of values between which a content says different things: each variable that decides is there, or is not. */
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
 * The meaning lock: in every place, an answer promises, asks and names the same. Compared are all renderings with the full
 * text, over every set of values that changes what is said. A notice tells nothing but where the full text is.
 */
export function lock(content: TemplateContent, tongues: Tongues): TemplateFinding[] {
  const faults = unreadable(content);
  if (faults.length > 0) return faults;
  if (variablesOf(content).optional.size > DECIDING)
    return [fault('syntax', { message: `at most ${DECIDING} variables may decide what is said` })];
  const found = new Map<string, TemplateFinding>();
  // Many places have the same words.
  const known = new Map<string, TextFact[]>();
  const factsFor = ({ text }: Rendering): TextFact[] => {
    const facts = known.get(text) ?? distinct(factsIn(text));
    known.set(text, facts);
    return facts;
  };
  for (const values of valueSets(content, tongues.language)) {
    const options = (name: RenderingName) => ({ ...tongues, name, values });
    const whole = factsFor(at(content, 'full', options('page')));
    const told = renderingNames.map((name) => render(content, options(name)));
    // The short text must be true where nothing is so small that it is a notice, too.
    told.push(at(content, 'short', options('sms')));
    for (const rendering of told) {
      const { name, level, fits } = rendering;
      if (!fits && level === 'notice') found.set(`fit ${name}`, fault('does-not-fit', { rendering: name }));
      if (level === 'notice') continue;
      const facts = factsFor(rendering);
      const [missing, added] = [without(whole, facts), without(facts, whole)];
      const key = `${level} ${keyOf(missing)} ${keyOf(added)}`;
      if (missing.length + added.length > 0 && !found.has(key))
        found.set(
          key,
          fault('facts-differ', { rendering: name, level, missing: missing.map(said), added: added.map(said) }),
        );
    }
  }
  return [...found.values()];
}

/**
 * The message that WhatsApp has approved tells the same as the template, or where to read it. Nobody can say so while no
 * account has it.
 */
export function lockToApproved(
  content: TemplateContent,
  approved: readonly ProviderTemplate[],
  tongues: Tongues,
): TemplateFinding[] {
  const { whatsapp } = content;
  if (!whatsapp || wordingFaults(content).length > 0) return [];
  const where = { block: null, wording: 'whatsapp' } as const;
  const text = approved.find(({ name, language }) => name === whatsapp.name && language === whatsapp.language)?.text;
  if (text === undefined) return [{ ...fault('whatsapp-unknown', { name: whatsapp.name }), where }];
  const { names } = variablesOf(content);
  const values = exampleValues(new Set<VariableName>([...names, 'answer_link']), tongues.language);
  const filled = approvedWords(content, values, tongues.language).reduce(
    (words, value, n) => words.replaceAll(`{{${n + 1}}}`, value),
    text,
  );
  const whole = factsOf(at(content, 'full', { ...tongues, name: 'page', values }));
  const told = distinct(factsIn(filled));
  const isNotice = filled.includes(values['answer_link']!);
  const [missing, added] = [
    isNotice ? [] : without(whole, told),
    without(told, whole).filter(({ text: said }) => said !== values['answer_link']),
  ];
  return missing.length + added.length > 0
    ? [
        {
          ...fault('facts-differ', {
            rendering: 'whatsapp',
            level: 'notice',
            missing: missing.map(said),
            added: added.map(said),
          }),
          where,
        },
      ]
    : [];
}

/** A translation promises, asks and names what its source does. */
export function lockToSource(content: TemplateContent, source: TemplateContent, tongues: Tongues): TemplateFinding[] {
  if (wordingFaults(content).length + wordingFaults(source).length > 0) return [];
  const { sourceLanguage } = tongues;
  for (const values of valueSets(source, sourceLanguage)) {
    // Values in words are whatever was typed; only what the texts themselves say, and what has one spelling, is compared.
    const plain = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, neutral(name as VariableName, value)]),
    );
    const facts = (from: TemplateContent, language: Language) =>
      factsOf(at(from, 'full', { name: 'page', language, sourceLanguage, values: plain }));
    const [theirs, ours] = [facts(source, sourceLanguage), facts(content, tongues.language)];
    const [missing, added] = [without(theirs, ours), without(ours, theirs)];
    if (missing.length + added.length > 0)
      return [fault('source-differs', { missing: missing.map(said), added: added.map(said) })];
  }
  return [];
}

const neutral = (name: VariableName, value: string): string =>
  ['text', 'long-text', 'list'].includes(variable(name).type) ? value && 'x' : value;

const fault = (code: TemplateFinding['code'], data: Record<string, unknown>): TemplateFinding => ({
  severity: 'error',
  code,
  where: null,
  data,
});
const said = ({ text }: TextFact) => text;
const keyOf = (facts: readonly TextFact[]) => facts.map(({ kind, value }) => `${kind}:${value}`).join(',');
