import type { ParsedMessage } from './parsed-message.js';
import type { Thread } from './threading.js';

/** Does a message open a case that is spam? */
export const isSpam = ({ spam }: ParsedMessage): boolean => spam?.verdict === 'spam';

const isBlocked = ({ spam }: ParsedMessage): boolean =>
  spam?.source === 'blocked-address' || spam?.source === 'blocked-domain';

/** What a blocked sender writes joins no case, whatever it proves, as it would open that case again: it is suggested to it. */
export function apartFromBlocked(item: ParsedMessage, thread: Thread): Thread {
  if (!isBlocked(item) || thread.to === 'new') return thread;
  return { to: 'new', suggested: { caseId: thread.caseId, reason: 'sender-blocked' } };
}

/** A message that a filter takes for spam, as it joins a case: its proof weighs more, and the verdict is shown. */
export const spamIn = (item: ParsedMessage): ParsedMessage =>
  isSpam(item) ? { ...item, spam: { ...item.spam!, verdict: 'suspected' } } : item;
