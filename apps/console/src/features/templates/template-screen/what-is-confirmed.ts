import type { TemplateFinding } from '@guichet/contracts';
import { retiredLanguage } from '../findings/retired-language.js';

/**
 * What whoever approves is asked. `compare`: whether wordings mean the same. `retires`: whether a language of a block may go out of use.
 * `decide`: that, or what else comes of it elsewhere, beside other questions.
 */
export function whatIsConfirmed(findings: readonly TemplateFinding[]): 'compare' | 'retires' | 'decide' {
  const isRetired = (finding: TemplateFinding) => retiredLanguage(finding) !== undefined;
  if (findings.length > 0 && findings.every(isRetired)) return 'retires';
  return findings.some((finding) => isRetired(finding) || finding.code === 'changes-elsewhere') ? 'decide' : 'compare';
}
