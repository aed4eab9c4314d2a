import type { ChosenMention } from '../../../shared/drafts/draft-content.js';

/** A comment as it is written. */
export interface Words {
  text: string;
  mentions: readonly ChosenMention[];
}
export const nothing: Words = { text: '', mentions: [] };

/** By case, the comment whose fate is unknown: sent again after a lost response, the same words are the same comment. */
const attempts = new Map<string, { exact: string; key: string }>();

/** The idempotency key of a comment, and how to forget it once it has arrived. */
export function attemptOf(caseId: string, body: object): { key: string; end: () => void } {
  const exact = JSON.stringify(body);
  const before = attempts.get(caseId);
  const key = before?.exact === exact ? before.key : crypto.randomUUID();
  attempts.set(caseId, { exact, key });
  return { key, end: () => void (attempts.get(caseId)?.key === key && attempts.delete(caseId)) };
}

/** A comment that could not be sent, above what was typed since. */
export const joined = (words: Words, since: Words): Words =>
  since.text.trim() === ''
    ? words
    : { text: `${words.text.trimEnd()}\n\n${since.text}`, mentions: [...words.mentions, ...since.mentions] };
