import type { BulkActionState, BulkItemState, CaseSummary } from '@guichet/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/client.js';
import type { CaseFilter } from '../api/queries.js';

// What an event of an action makes stale begins with `bulk-actions`.

const MOVING: readonly BulkActionState[] = ['preparing', 'running', 'undoing'];
/** Whether an action goes on by itself. */
const isMoving = (state: BulkActionState | undefined): boolean => state !== undefined && MOVING.includes(state);

/** The last action of the agent. It is asked for now and then while it moves, as the live connection may be lost. */
export const currentBulkActionQuery = queryOptions({
  queryKey: ['bulk-actions', 'current'],
  queryFn: async ({ signal }) => (await call('getCurrentBulkAction', { signal })).current,
  staleTime: 60_000,
  refetchInterval: ({ state }) => (isMoving(state.data?.state) ? 5000 : false),
});

/** How many cases a list holds, over its pages. */
export const listCountQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['bulk-actions', 'count', filter],
    queryFn: ({ signal }) => call('countListedCases', { query: filter, signal }),
    staleTime: 10_000,
  });

/** The cases of an action in one state. */
export const bulkItemsQuery = (id: string, state: BulkItemState) =>
  infiniteQueryOptions({
    queryKey: ['bulk-actions', id, state],
    queryFn: ({ pageParam, signal }) =>
      call('listBulkItems', { params: { id }, query: { state, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** The cases with which an action was done, as they are now, without those that the agent does not see. */
export async function casesOfAction(id: string): Promise<CaseSummary[]> {
  const cases: CaseSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('listBulkItems', { params: { id }, query: { state: 'done', limit: 200, cursor } });
    cases.push(...page.items.flatMap((item) => item.case ?? []));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return cases;
}
