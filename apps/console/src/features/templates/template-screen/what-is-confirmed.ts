import type { TemplateFinding } from '@guichet/contracts';
import { retiredLanguage } from '../findings/retired-language.js';

/** What is seen in one wording alone. */
const OF_ONE: readonly TemplateFinding['code'][] = ['other-language', 'mention-missing'];

/**
 * What whoever approves is asked. `compare`: whether wordings mean the same. `retires`: whether a language of a block may go out of use.
 * `decide`: that, or what else comes of it elsewhere, beside other questions; or where no wording is compared with another.
 */
export function whatIsConfirmed(findings: readonly TemplateFinding[]): 'compare' | 'retires' | 'decide' {
  const isRetired = (finding: TemplateFinding) => retiredLanguage(finding) !== undefined;
  if (findings.length > 0 && findings.every(isRetired)) return 'retires';
  if (findings.some((finding) => isRetired(finding) || finding.code === 'changes-elsewhere')) return 'decide';
  return findings.every(({ code }) => OF_ONE.includes(code)) ? 'decide' : 'compare';
}
