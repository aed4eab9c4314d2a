import type { Language, RenderedSignature } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import { detectTemplateLanguage, signReply } from '@guichet/templates';
import type { PlanContext, SignedAs, UnsignedPlan } from './reply-plan.js';

/**
 * Signs a reply that is not signed already: by its template, by the wording that the provider approved, or as its agent has written
 * the same below it.
 *
 * @throws Failure `invalid-request` (`author-anonymous`) where an agent who is not named to citizens has written their name
 */
export async function signPlan(
  { reader, who }: PlanContext,
  caseId: string,
  { plan, language: wanted }: { plan: UnsignedPlan; language: Language | undefined },
): Promise<SignedAs> {
  const { made, account } = plan;
  const language = made?.provenance.language ?? wanted ?? (await detectTemplateLanguage(plan.text)) ?? 'fr';
  const { author, signature } = await signReply(reader, who, { caseId, language, account });
  if (author.isAnonymous) assertNotNamed({ text: plan.text, html: plan.html?.replace(/<[^>]*>/g, '') ?? '' }, who.name);
  return {
    signature: isSigned(plan, signature) ? null : signature,
    ...(author.isAnonymous && { signedAs: author.name }),
  };
}

/**
 * Returns what stands below a mail of a case to others than its citizen, who learn from it who asks; empty where the text ends with it
 * already.
 */
export async function signatureToOthers(
  { reader, who }: Pick<PlanContext, 'reader' | 'who'>,
  caseId: string,
  { text, account }: Pick<UnsignedPlan, 'text' | 'account'>,
): Promise<string> {
  const language = (await detectTemplateLanguage(text)) ?? 'fr';
  const { signature } = await signReply(reader, who, { caseId, language, account });
  return endsWith(text, signature.text) ? '' : signature.text;
}

const isSigned = ({ template, made, text }: UnsignedPlan, signature: RenderedSignature): boolean =>
  template !== undefined || made?.isSigned === true || endsWith(text, signature.text);

/** Whether a text ends with these words, however its lines are broken. */
function endsWith(text: string, words: string): boolean {
  const wanted = lettersOf(words);
  return wanted !== '' && lettersOf(text).endsWith(wanted);
}

const lettersOf = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Whoever is not named to citizens may still write their own name by habit.
 *
 * @param texts what they have written, by the names of the fields
 * @throws Failure `invalid-request` (`author-anonymous`)
 */
export function assertNotNamed(texts: Readonly<Record<string, string>>, name: string): void {
  for (const [path, written] of Object.entries(texts))
    if (inWords(written).includes(inWords(name))) throw wrongField(path, 'author-anonymous', { name });
}

/** A text as its words alone, each with a space on either side. */
const inWords = (text: string): string =>
  ` ${
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
