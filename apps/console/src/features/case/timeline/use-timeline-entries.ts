import type { Entry, Timeline } from '@guichet/contracts';
import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { timelinePage, timelinePageOf, timelineQuery } from '../../../shared/api/queries.js';

interface PageResult {
  data?: Pick<Timeline, 'items'>;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** Puts pages together, oldest first. The entries are the same map as long as no page has other ones, however the requests stand. */
function combinePages() {
  let entries: ReadonlyMap<number, Entry> = new Map();
  let known: readonly (readonly Entry[] | undefined)[] = [];
  let latest: readonly PageResult[] = [];
  const refetch = () => latest.forEach((result) => result.error && result.refetch());
  return (results: readonly PageResult[]) => {
    latest = results;
    const pages = results.map(({ data }) => data?.items);
    if (pages.length !== known.length || pages.some((page, n) => page !== known[n])) {
      known = pages;
      entries = new Map(pages.flatMap((page = []) => page.map((entry) => [entry.position, entry] as const)));
    }
    return {
      entries,
      error: results.find((result) => result.error)?.error,
      pending: results.some((result) => result.isPending),
      refetch,
    };
  };
}

/**
 * Loads entries of a case by position, in pages of fifty as they come into sight. Positions have no gaps, so that a
 * timeline has its full length from the start.
 */
export function useTimelineEntries(caseId: string, lastPosition: number, start: number) {
  const queryClient = useQueryClient();
  const [wanted, setWanted] = useState(() => new Set([timelinePageOf(start), timelinePageOf(lastPosition)]));

  const pages = useMemo(() => [...wanted].toSorted((a, b) => a - b), [wanted]);
  const [combine] = useState(combinePages);
  const { entries, error, pending, refetch } = useQueries({
    queries: pages.map((page) => ({ ...timelineQuery(caseId, page), placeholderData: keepPreviousData })),
    combine,
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
