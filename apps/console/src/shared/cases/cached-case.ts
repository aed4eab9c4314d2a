import type { CaseDetail, CaseSummary, Page } from '@guichet/contracts';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { WithEtag } from '../api/client.js';

/** Returns a case as a list shows it or else as the pane does: of the pane, what was left may be older. */
export function cachedCase(queryClient: QueryClient, id: string): CaseSummary | undefined {
  const pane = queryClient.getQueryCache().find<WithEtag<CaseDetail>>({ queryKey: ['case', id] });
  if (pane?.isActive() && pane.state.data) return pane.state.data.data;
  const lists = queryClient.getQueriesData<InfiniteData<Page<CaseSummary>>>({ queryKey: ['cases'], type: 'active' });
  const rows = lists.flatMap(([, list]) => list?.pages.flatMap(({ items }) => items) ?? []);
  return rows.find((row) => row.id === id) ?? pane?.state.data?.data;
}
