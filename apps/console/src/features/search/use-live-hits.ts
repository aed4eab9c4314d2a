import type { CaseSummary, SearchResult } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/client.js';
import { searchQuery } from '../../shared/api/queries.js';
import { changesCase } from '../../shared/live/refresh-queries-on-changes.js';
import { useChanges } from '../../shared/live/use-live-connection.js';

/** So many of the cases that change at once are read anew. */
const MOST = 8;

/** Shows the cases that a search has found as they are now: none comes, goes or moves, as nobody has searched anew. */
export function useLiveHits(
  cases: readonly CaseSummary[],
  { q, order }: { q: string; order?: 'newest' | undefined },
): void {
  const queryClient = useQueryClient();
  const { queryKey } = searchQuery(q, order);
  const put = (item: CaseSummary) =>
    queryClient.setQueryData<SearchResult>(
      queryKey,
      (found) =>
        found && {
          ...found,
          items: found.items.map((hit) => (hit.case.id === item.id ? { ...hit, case: item } : hit)),
        },
    );
  useChanges((changes) => {
    const changed = new Set(changes.filter(changesCase).map(({ caseId }) => caseId));
    for (const { id } of cases.filter(({ id }) => changed.has(id)).slice(0, MOST))
      void call('getCase', { params: { id } }).then(put, () => {
        // What may not be seen any more, or cannot be read now, is not changed here.
      });
  });
}
