import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { HistorySearch } from './history-search.js';

/** Changes what the address of the history says. What is looked into is a step back; a filter is not. */
export function useSetSearch() {
  const navigate = useNavigate();
  return useCallback(
    (next: Partial<HistorySearch>) =>
      void navigate({
        to: '.',
        search: (before) => ({ ...before, ...next }),
        replace: !('behind' in next),
        resetScroll: false,
      }),
    [navigate],
  );
}
