import {
  providerBlanks,
  providerText,
  type Language,
  type ProviderTemplate,
  TemplateContent,
  type TemplateFinding,
  type TextFact,
} from '@guichet/contracts';
import { InvalidWording, wording } from '../rendering/parse-wording.js';
import { distinct, factsIn, without } from './find-facts.js';
import {
  providerTemplateValues,
  renderLevel,
  renderingNames,
  sourcesOf,
  variablesOf,
  type Rendering,
  type Languages,
} from '../rendering/render.js';
import { compareConditions } from '../meaning/compare-conditions.js';
import { compareStatements } from '../meaning/compare-statements.js';
import { distinctValues, distinctValueSets } from '../meaning/distinct-test-values.js';
import { lazyPerLanguage } from '../meaning/lazy-value-per-language.js';
import { MeaningJudge } from '../meaning/meaning-judge.js';
import { readBlock } from '../meaning/cached-block-statements.js';
import { saidOf } from '../meaning/statements.js';
import { exampleValues, type VariableName } from '../variables/template-variables.js';

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

export const factsOf = (rendering: Rendering): TextFact[] => distinct(factsIn(rendering.text));

/**
 * The meaning check: the short text says what the full one does. It compares what both state, block by block, over every set of values
 * that changes the text. Statements that differ are errors; words that a reader could take for something else are warnings, which the
 * approver decides. A notice says nothing but where the full text is.
 */
export function checkMeaning(content: TemplateContent, languages: Languages): TemplateFinding[] {
  const faults = validateContent(content);
  if (faults.length > 0) return faults;
  if (variablesOf(content).optional.size > MAX_CONDITIONS)
    return [finding('syntax', { message: `at most ${MAX_CONDITIONS} variables may decide what is said` })];
  const judge = new MeaningJudge(content, languages);
  for (const values of distinctValueSets(content)) judge.compare(values);
  return [...judge.findings(), ...conditionFindings(content, languages), ...misfits(languages)];
}

/** Blocks of which one wording says something where the other says nothing, or the contrary. */
const conditionFindings = (content: TemplateContent, { language }: Languages): TemplateFinding[] =>
  compareConditions(content, language).map(({ block, variable }) => ({
    ...finding('conditions-differ', { name: variable }),
    where: { block, wording: 'short' },
  }));

/** Places for which even the notice is too long. It says nothing of a content, so they are the same for all. */
const MISFITS = lazyPerLanguage((language) => {
  const values = exampleValues(['organisation', 'reference', 'reply_link'], language);
  const content = TemplateContent.parse({ subject: '', blocks: [{ kind: 'facts', full: '', short: null }] });
  const options = { language, sourceLanguage: language, values, madeUp: true } as const;
  return renderingNames.filter((name) => !renderLevel(content, 'notice', { ...options, name }).fits);
});
const misfits = ({ language }: Languages): TemplateFinding[] =>
  MISFITS[language].map((name) => finding('does-not-fit', { rendering: name }));

/** The message of a content that WhatsApp has approved, where an account has one of that name and language. */
export const approvedMessageOf = (
  { whatsapp }: TemplateContent,
  approved: readonly ProviderTemplate[],
): ProviderTemplate | undefined =>
  approved.find(({ name, language }) => name === whatsapp?.name && language === whatsapp.language);

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
  const message = approvedMessageOf(content, approved);
  if (!message) return [{ ...finding('whatsapp-unknown', { name: whatsapp.name }), where }];
  const count = providerBlanks(message).length;
  if (whatsapp.values.length !== count) return [{ ...finding('whatsapp-blanks', { count }), where }];
  const { names } = variablesOf(content);
  // No value is that of an example, which the message may contain by itself.
  const values = distinctValues([...new Set<VariableName>([...names, 'reply_link'])]);
  const given = providerTemplateValues(content, values, languages.language);
  // Of a button, what is approved is not the text's: only what fills its blank is compared.
  const ends = given.filter((_, at) => providerBlanks(message)[at]?.part === 'button');
  const filled = [providerText({ ...message, buttons: [] }, given), ...ends].join('\n');
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

/** A translation promises, asks and names what its source does: the same facts, and the same variables. */
export function checkTranslation(
  content: TemplateContent,
  source: TemplateContent,
  languages: Languages,
): TemplateFinding[] {
  if (wordingFaults(content).length + wordingFaults(source).length > 0) return [];
  const { language, sourceLanguage } = languages;
  const stated = (from: TemplateContent, spoken: Language, values: Record<string, string>) =>
    renderLevel(from, 'full', {
      name: 'page',
      language: spoken,
      sourceLanguage: spoken,
      values,
      madeUp: true,
    }).blocks.map((block) => readBlock(block, spoken));
  for (const values of distinctValueSets(source)) {
    const all = { ...distinctValues(variablesOf(content).names), ...values };
    const { missing, added, computed } = compareStatements(
      stated(source, sourceLanguage, values),
      stated(content, language, all),
    );
    // A translation leaves nothing to its reader to compute.
    for (const { fact, isAdded } of computed) (isAdded ? added : missing).push(fact);
    // What is counted is often a word in one language and a number in the other.
    const [theirs, ours] = [missing, added].map((facts) =>
      facts.filter(({ kind, variable }) => kind !== 'number' || variable !== null),
    );
    if (theirs!.length + ours!.length > 0)
      return [finding('source-differs', { missing: theirs!.map(saidOf), added: ours!.map(saidOf) })];
  }
  return [];
}

const finding = (code: TemplateFinding['code'], data: Record<string, unknown>): TemplateFinding => ({
  severity: 'error',
  code,
  where: null,
  data,
});
const textOf = ({ text }: TextFact) => text;
