import {
  ConfirmedMeaning,
  type ProviderTemplate,
  type TemplateFinding,
  type TemplateVersion,
} from '@guichet/contracts';
import type { Template, Tx } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { checkBlocks } from '../blocks/check-blocks.js';
import { expandIn } from '../blocks/shared-blocks.queries.js';
import { checkMeaning, checkProviderTemplate, checkTranslation } from '../facts/check-meaning.js';
import { actOf, findMentions, missingMentions } from '../legal/find-mentions.js';
import { findVersion } from './template-versions.queries.js';

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
  const { findings: blocks, expanded } = await checkBlocks(tx, { content: written, language, isBlock });
  if (blocks.length > 0) return blocks;
  const { content } = expanded;
  const own = [
    ...checkMeaning(content, languages),
    ...checkProviderTemplate(content, approved, languages),
    ...missingMentions(findMentions(content, actOf(content, key), languages), content),
  ];
  const source =
    language === sourceLanguage
      ? null
      : await findVersion(tx, { templateId: id, language: sourceLanguage, number: undefined });
  if (!source) return own;
  const { content: original } = await expandIn(tx, source.content, source.language);
  return [...own, ...checkTranslation(content, original, languages)];
}

/** Throws `template-not-approvable` where there are errors, with the warnings that wait for an answer behind them. */
export function assertNoErrors(findings: readonly TemplateFinding[]): void {
  const [errors, warnings] = (['error', 'warning'] as const).map((one) =>
    findings.filter(({ severity }) => severity === one),
  );
  if (errors!.length > 0)
    throw conflict('template-not-approvable', { count: errors!.length, findings: [...errors!, ...warnings!] });
}

/** Returns what the approver has confirmed; throws where a warning is not among it. */
export function confirmedOf(findings: readonly TemplateFinding[], sameMeaning: readonly string[]): ConfirmedMeaning[] {
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const open = warnings.filter(({ key }) => !sameMeaning.includes(key!));
  if (open.length > 0) throw conflict('meaning-unconfirmed', { count: open.length, findings: warnings });
  return warnings.map(confirmedBy);
}

/** What is kept of a warning: the words that differ; of a mention that the law asks for, its name and its article. */
const confirmedBy = ({ code, data }: TemplateFinding): ConfirmedMeaning =>
  code === 'mention-missing'
    ? ConfirmedMeaning.parse({ about: 'mention', full: [data['name']], short: [data['article']] })
    : ConfirmedMeaning.parse(data);
