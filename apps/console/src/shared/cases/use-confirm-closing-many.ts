import type { CaseSummary } from '@guichet/contracts';
import { useRef } from 'react';
import { useCasesWithUnsentReply } from '../drafts/use-cases-with-unsent-reply.js';
import { setOverlay } from '../layout/overlay-state.js';
import { MOST_LOOKED_AT, useUnansweredCases } from './use-unanswered-cases.js';

interface Closing {
  items: readonly CaseSummary[];
  /** How many are closed, where those that are not loaded are, too. */
  ofWhole?: number | undefined;
  close: (items: readonly CaseSummary[]) => void;
}

/**
 * Returns a function that closes several cases: at once where there is nothing to ask, as of one case (`closingQuestion`), else once they
 * have confirmed it, or without the cases that the question is about. It is asked once, of what weighs more: a reply that was begun.
 */
export function useConfirmClosingMany() {
  const withUnsentReply = useCasesWithUnsentReply();
  const unansweredOf = useUnansweredCases();
  const isAsking = useRef(false);
  const askedOf = async (items: readonly CaseSummary[]) => {
    const unsent = await withUnsentReply(items);
    return unsent.length > 0
      ? { question: 'unsent' as const, about: unsent }
      : { question: 'unanswered' as const, about: await unansweredOf(items) };
  };
  return async ({ items, ofWhole, close }: Closing): Promise<void> => {
    // The key, pressed twice while drafts and cases are read.
    if (isAsking.current) return;
    isAsking.current = true;
    const { question, about } = await askedOf(items).finally(() => void (isAsking.current = false));
    if (about.length === 0) return close(items);
    const isAtLeast = ofWhole !== undefined || (question === 'unanswered' && items.length > MOST_LOOKED_AT);
    setOverlay({ kind: 'close-many', question, items, about, isAtLeast, ofWhole, onConfirm: close });
  };
}
