import type { CaseSummary } from '@guichet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { caseQuery, timelinePageOf, timelineQuery } from '../api/queries.js';

/**
 * Fetches a case that is being opened together with the part of its timeline at which it opens, as its row knows where that is: whoever
 * opens it waits for one answer and not for two in turn. What fails here is fetched again, and told, where it is shown.
 */
export function fetchCaseEarly(queryClient: QueryClient, { id, lastPosition, unread }: CaseSummary): void {
  void queryClient.prefetchQuery(caseQuery(id));
  void queryClient.prefetchQuery(timelineQuery(id, timelinePageOf(lastPosition)));
  // What is new is at the end, or, for whoever was never there, all of it.
  if (unread) void queryClient.prefetchQuery(timelineQuery(id, 0));
}
