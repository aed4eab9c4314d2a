import type { MetricCasesQuery, MetricName, MetricQuery, SurveyResponseQuery } from '@guichet/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/client.js';

/** Both begin with `board`, so that one change makes both stale. */
export const boardQuery = queryOptions({
  queryKey: ['board', 'now'],
  queryFn: ({ signal }) => call('getBoard', { signal }),
});
export const wallboardQuery = queryOptions({
  queryKey: ['board', 'wall'],
  queryFn: ({ signal }) => call('getWallboard', { signal }),
});

export const metricsQuery = queryOptions({
  queryKey: ['metrics', 'all'],
  queryFn: async () => (await call('listMetrics')).items,
  staleTime: Infinity,
});

export type Asked = Partial<MetricQuery>;

/** A report is of the moment at which it was asked for: it does not move while it is read. */
export const metricQuery = (name: MetricName, asked: Asked) =>
  queryOptions({
    queryKey: ['metrics', 'one', name, asked],
    queryFn: ({ signal }) => call('getMetric', { params: { name }, query: asked, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export type Behind = Partial<Omit<MetricCasesQuery, 'limit' | 'cursor'>>;

export const metricCasesQuery = (name: MetricName, behind: Behind) =>
  infiniteQueryOptions({
    queryKey: ['metrics', 'cases', name, behind],
    queryFn: ({ pageParam, signal }) =>
      call('listMetricCases', { params: { name }, query: { ...behind, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // While the order changes, the list stays where it is.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const ageingQuery = queryOptions({
  queryKey: ['metrics', 'ageing'],
  queryFn: async ({ signal }) => (await call('getAgeing', { signal })).items,
  staleTime: 60_000,
});

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: async () => (await call('listReports')).items,
});

export const surveyResponsesQuery = (filter: Pick<SurveyResponseQuery, 'team' | 'score' | 'withText'>) =>
  infiniteQueryOptions({
    queryKey: ['survey-responses', filter],
    queryFn: ({ pageParam, signal }) =>
      call('listSurveyResponses', { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
