import type { CaseSummary } from '@guichet/contracts';
import { useRef } from 'react';
import { useCasesWithUnsentReply } from '../drafts/use-cases-with-unsent-reply.js';
import { setOverlay } from '../layout/overlay-state.js';

interface Closing {
  items: readonly CaseSummary[];
  /** How many are closed, where those that are not loaded are, too. */
  ofWhole?: number | undefined;
  close: (items: readonly CaseSummary[]) => void;
}

/**
 * Returns a function that closes several cases: at once where this agent has begun no reply in any of them, else once they have confirmed
 * it, or without those cases.
 */
export function useConfirmClosingMany() {
  const withUnsentReply = useCasesWithUnsentReply();
  const isAsking = useRef(false);
  return async ({ items, ofWhole, close }: Closing): Promise<void> => {
    // The key, pressed twice while the drafts are read.
    if (isAsking.current) return;
    isAsking.current = true;
    const unsent = await withUnsentReply(items).finally(() => void (isAsking.current = false));
    if (unsent.length === 0) return close(items);
    setOverlay({ kind: 'close-many-unsent', items, unsent, ofWhole, onConfirm: close });
  };
}
