import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { HistorySearch } from './history-search-and-requests.js';

/**
 * Changes the search parameters of the history. Opening a drill-down adds a step to the browser history; a filter does
 * not.
 */
export function useSetHistorySearch() {
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
