import { queryOptions } from '@tanstack/react-query';
import { call } from './client.js';

/** The views of the agent, of their teams and of everybody. */
export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: async ({ signal }) => (await call('listSavedViews', { signal })).items,
  staleTime: 60_000,
});

/** How many cases each of them holds. */
export const savedViewCountsQuery = queryOptions({
  queryKey: ['saved-view-counts'],
  queryFn: async ({ signal }) => (await call('countSavedViews', { signal })).items,
  staleTime: 10_000,
});
