import type { Entry } from '@guichet/contracts';
import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { timelinePage, timelinePageOf, timelineQuery } from '../../../shared/api/queries.js';

/**
 * Loads entries of a case by position, in pages of fifty as they come into sight. Positions have no gaps, so that a
 * timeline has its full length from the start.
 */
export function useTimelineEntries(caseId: string, lastPosition: number, start: number) {
  const queryClient = useQueryClient();
  const [wanted, setWanted] = useState(() => new Set([timelinePageOf(start), timelinePageOf(lastPosition)]));

  const pages = useMemo(() => [...wanted].toSorted((a, b) => a - b), [wanted]);
  const { entries, error, pending, refetch } = useQueries({
    queries: pages.map((page) => ({ ...timelineQuery(caseId, page), placeholderData: keepPreviousData })),
    combine: useCallback(
      (results: { data?: { items: Entry[] }; error: unknown; isPending: boolean; refetch: () => unknown }[]) => {
        const byPosition = new Map<number, Entry>();
        for (const { data } of results) for (const entry of data?.items ?? []) byPosition.set(entry.position, entry);
        return {
          entries: byPosition,
          error: results.find((result) => result.error)?.error,
          pending: results.some((result) => result.isPending),
          refetch: () => results.forEach((result) => result.error && result.refetch()),
        };
      },
      [],
    ),
  });

  const want = useCallback((from: number, to: number) => {
    setWanted((before) => {
      const missing = [];
      for (let page = timelinePageOf(from); page <= timelinePageOf(to); page += 1)
        if (!before.has(page)) missing.push(page);
      return missing.length ? new Set([...before, ...missing]) : before;
    });
  }, []);

  // The case says how far its timeline goes; a page that ends earlier is behind.
  useEffect(() => {
    want(lastPosition, lastPosition);
    for (const page of pages) {
      const known = queryClient.getQueryData(timelineQuery(caseId, page).queryKey);
      const expected = Math.min(timelinePage, lastPosition - page * timelinePage);
      if (known && known.items.length < expected)
        void queryClient.invalidateQueries({ queryKey: ['timeline', caseId, page] });
    }
  }, [caseId, lastPosition, pages, queryClient, want]);

  return { entries, error, pending, refetch, want };
}
