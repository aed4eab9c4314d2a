import {
  ConfirmedMeaning,
  type Language,
  type ProviderTemplate,
  type TemplateFinding,
  type TemplateVersion,
} from '@guichet/contracts';
import type { Template, Tx } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { checkAgainstSource, checkIncludedBlocks } from '../blocks/check-included-blocks.js';
import { checkMeaning, checkProviderTemplate, wordingFaults } from '../facts/check-meaning.js';
import { sentencesInOtherLanguage } from '../facts/sentences-in-other-language.js';
import { fieldFindings } from '../variables/case-fields-in-templates.queries.js';
import { actOf, findMentions, missingMentions } from '../legal/find-mentions.js';
import { sourceOf } from './template-versions.queries.js';

/** What an approver is shown of a version: its errors, and what they have to confirm. */
export async function findingsOf(
  tx: Tx,
  {
    template: { id, key, sourceLanguage, isBlock },
    version: { language, content: written },
    approved,
  }: { template: Template; version: TemplateVersion; approved: readonly ProviderTemplate[] },
): Promise<TemplateFinding[]> {
  const languages = { language, sourceLanguage };
  const { findings: blocks, expanded } = await checkIncludedBlocks(tx, { content: written, language, isBlock });
  if (blocks.length > 0) return blocks;
  const { content } = expanded;
  const gone = wordingFaults(content).length > 0 ? [] : await fieldFindings(tx, content);
  if (gone.length > 0) return gone;
  const source = language === sourceLanguage ? null : await sourceOf(tx, { id, sourceLanguage });
  const own = [
    ...checkMeaning(content, languages),
    ...checkProviderTemplate(content, approved, languages),
    ...missingMentions(findMentions(content, actOf(content, key), languages), content),
    ...sentencesInOtherLanguage(content, { ...languages, original: source?.content }),
  ];
  if (!source) return own;
  return [...own, ...(await checkAgainstSource(tx, { content, source, languages }))];
}

/** Throws `template-not-approvable` where a language has errors, with the warnings that wait for an answer behind them. */
export function assertNoErrors(findings: readonly TemplateFinding[], language: Language): void {
  const [errors, warnings] = (['error', 'warning'] as const).map((one) =>
    findings.filter(({ severity }) => severity === one),
  );
  if (errors!.length > 0)
    throw conflict('template-not-approvable', {
      ...{ language, count: errors!.length, findings: [...errors!, ...warnings!] },
    });
}

/** The findings but for those that the approver has confirmed, by their keys. */
export const unconfirmedAmong = (
  findings: readonly TemplateFinding[],
  sameMeaning: readonly string[],
): TemplateFinding[] => findings.filter(({ key }) => key === undefined || !sameMeaning.includes(key));

/** Throws `meaning-unconfirmed` where a warning about a language is not among what the approver has confirmed. */
export function assertConfirmed(
  findings: readonly TemplateFinding[],
  { language, sameMeaning }: { language: Language; sameMeaning: readonly string[] },
): void {
  const warnings = findings.filter(isWarning);
  const { length: count } = unconfirmedAmong(warnings, sameMeaning);
  if (count > 0) throw conflict('meaning-unconfirmed', { language, count, findings: warnings });
}

/** What is kept of confirmed warnings. */
export const confirmedBy = (findings: readonly TemplateFinding[]): ConfirmedMeaning[] =>
  findings.filter(isWarning).map(confirmedOf);

const isWarning = ({ severity }: TemplateFinding): boolean => severity === 'warning';

/** Of a difference, the words; of a mention that the law asks for, its name and its article; of what is not translated, the sentences. */
export const confirmedOf = ({ code, data }: TemplateFinding): ConfirmedMeaning =>
  code === 'mention-missing'
    ? ConfirmedMeaning.parse({ about: 'mention', full: [data['name']], short: [data['article']] })
    : code === 'other-language'
      ? ConfirmedMeaning.parse({ about: 'language', full: data['texts'], short: [] })
      : ConfirmedMeaning.parse(data);
