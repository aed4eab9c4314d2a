import type { CaseDetail } from '@guichet/contracts';
import { setOverlay, type ClosingQuestion } from '../layout/overlay-state.js';

/** Returns what is asked before a case is closed; undefined: nothing. Pure. */
export function closingQuestion(
  { unanswered, unansweredCitizens }: Pick<CaseDetail, 'unanswered' | 'unansweredCitizens'>,
  hasUnsentReply: boolean,
): ClosingQuestion | undefined {
  // Whoever has written a reply knows that nobody has replied.
  if (hasUnsentReply) return 'unsent';
  return unanswered || unansweredCitizens.length > 0 ? 'unanswered' : undefined;
}

/** Closes the case that is open: at once where there is nothing to ask, else once the agent has confirmed it. */
export function confirmClosingUnanswered(
  item: CaseDetail,
  { hasUnsentReply, close }: { hasUnsentReply: boolean; close: () => void },
): void {
  const question = closingQuestion(item, hasUnsentReply);
  if (!question) return close();
  setOverlay({ kind: 'close-unanswered', item, question, onConfirm: close });
}
