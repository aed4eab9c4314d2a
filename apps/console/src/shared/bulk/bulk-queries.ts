import type { BulkActionState, BulkActionStatus, BulkItemState, CaseSummary } from '@guichet/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/client.js';
import type { CaseFilter } from '../api/queries.js';

// What an event of an action makes stale begins with `bulk-actions`.

const MOVING: readonly BulkActionState[] = ['preparing', 'running', 'undoing'];
/** Whether an action goes on by itself. */
const isMoving = (state: BulkActionState | undefined): boolean => state !== undefined && MOVING.includes(state);

/** For how long it is seen to whether replies that were sent have arrived. Milliseconds. */
const DELIVERY = 10 * 60_000;

const mayFail = ({ action, state, endedAt }: BulkActionStatus): boolean =>
  action.kind === 'reply' && state === 'done' && Date.parse(endedAt ?? '') > Date.now() - DELIVERY;

const intervalOf = (status: BulkActionStatus | null | undefined): number | false => {
  if (isMoving(status?.state)) return 5000;
  return status && mayFail(status) ? 10_000 : false;
};

/**
 * The last action of the agent. It is asked for now and then while it moves, as the live connection may be lost, and while replies may
 * turn out not to be deliverable, of which nothing is said to whoever has not opened their cases.
 */
export const currentBulkActionQuery = queryOptions({
  queryKey: ['bulk-actions', 'current'],
  queryFn: async ({ signal }) => (await call('getCurrentBulkAction', { signal })).current,
  staleTime: 60_000,
  refetchInterval: ({ state }) => intervalOf(state.data),
});

/** How many cases a list holds, over its pages. */
export const listCountQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['bulk-actions', 'count', filter],
    queryFn: ({ signal }) => call('countListedCases', { query: filter, signal }),
    staleTime: 10_000,
  });

/** The cases of an action in one state, of which there are so many: once there are more, they are asked for anew. */
export const bulkItemsQuery = (id: string, { state, count }: { state: BulkItemState; count: number }) =>
  infiniteQueryOptions({
    queryKey: ['bulk-actions', id, state, count],
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
