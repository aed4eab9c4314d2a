import type { CaseDetail, CaseSummary, Page } from '@guichet/contracts';
import { notifyManager, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import type { WithEtag } from '../api/client.js';
import type { CaseFilter } from '../api/queries.js';
import { refreshAway } from './case-list-state.js';
import { matchesCaseFilter } from './matches-case-filter.js';

type List = InfiniteData<Page<CaseSummary>, string | undefined>;

/** The agent whose lists are shown. */
export interface Viewer {
  id: string;
  teamIds: readonly string[];
}

/** Changes the case in the pane that shows it. */
export const changeInPane = (queryClient: QueryClient, id: string, change: (item: CaseDetail) => CaseDetail) =>
  queryClient.setQueryData<WithEtag<CaseDetail>>(
    ['case', id],
    (answer) => answer && { ...answer, data: change(answer.data) },
  );

/** Puts a case, as it is now, into every list that shows it; out of those it no longer belongs to. */
export function placeInLists(queryClient: QueryClient, item: CaseSummary, me: Viewer) {
  refreshAway(item);
  for (const [key, list] of queryClient.getQueriesData<List>({ queryKey: ['cases'] })) {
    const filter = key[1] as CaseFilter;
    const placed = (row: CaseSummary): CaseSummary[] => {
      if (row.id !== item.id) return [row];
      const next = { ...row, ...item };
      return matchesCaseFilter(next, { filter, me, now: Date.now() }) ? [next] : [];
    };
    const has = ({ items }: Page<CaseSummary>) => items.some(({ id }) => id === item.id);
    if (!list?.pages.some(has)) continue;
    const pages = list.pages.map((page) => (has(page) ? { ...page, items: page.items.flatMap(placed) } : page));
    queryClient.setQueryData<List>(key, { ...list, pages });
  }
}

/** Puts a case, as it is now, wherever it is shown: lists and pane are drawn together. */
export const placeCase = (queryClient: QueryClient, item: CaseSummary, me: Viewer) =>
  notifyManager.batch(() => {
    changeInPane(queryClient, item.id, (shown) => ({ ...shown, ...item }));
    placeInLists(queryClient, item, me);
  });
