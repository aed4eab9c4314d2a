import type { CaseSummary } from '@guichet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { caseQuery, timelinePageOf, timelineQuery } from '../api/queries.js';

/**
 * Fetches a case that is being opened together with the end of its timeline, as its row knows where that is: whoever opens it waits
 * for one answer and not for two in turn. What fails here is fetched again, and told, where it is shown.
 */
export function fetchCaseEarly(queryClient: QueryClient, { id, lastPosition }: CaseSummary): void {
  void queryClient.prefetchQuery(caseQuery(id));
  void queryClient.prefetchQuery(timelineQuery(id, timelinePageOf(lastPosition)));
}
