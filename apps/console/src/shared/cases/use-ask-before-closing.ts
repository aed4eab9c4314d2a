import type { CaseDetail, CaseSummary } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, type WithEtag } from '../api/client.js';
import { casesOf, type ChosenCases } from '../bulk/use-start-bulk-action.js';
import { setOverlay } from '../layout/open-overlay.js';

/** Whoever closes many cases waits no longer than this to learn how many of them have no reply. Milliseconds. */
const LONGEST_WAIT = 2000;
/** No more cases are named at once than the server takes. */
const MOST_NAMED = 1000;

/** How many of some cases wait for a first reply; none, where that cannot be found out. */
const countUnanswered = (chosen: ChosenCases): Promise<number> =>
  call('countUnanswered', {
    body: { cases: casesOf('count' in chosen ? chosen : chosen.slice(0, MOST_NAMED)) },
    signal: AbortSignal.timeout(LONGEST_WAIT),
  }).then(
    ({ count }) => count,
    () => 0,
  );

/**
 * Returns a function that closes a case: at once where somebody has replied to its citizen, else once the agent has confirmed that it is
 * to be closed without a reply. What is not open is known too little of to ask.
 */
export function useAskBeforeClosing() {
  const queryClient = useQueryClient();
  return useCallback(
    (item: CaseSummary, close: () => void): void => {
      const known = queryClient.getQueryData<WithEtag<CaseDetail>>(['case', item.id])?.data;
      if (!known?.unanswered) return close();
      setOverlay({ kind: 'close-unanswered', item: known, count: 1, of: 1, onConfirm: close });
    },
    [queryClient],
  );
}

/** Returns a function that closes many cases, once the agent has confirmed that those without a reply are to be closed as well. */
export const useAskBeforeClosingMany = () =>
  useCallback(async (chosen: ChosenCases, close: () => void): Promise<void> => {
    const of = 'count' in chosen ? chosen.count : chosen.length;
    const count = await countUnanswered(chosen);
    if (count === 0) return close();
    setOverlay({ kind: 'close-unanswered', count, of, onConfirm: close });
  }, []);
