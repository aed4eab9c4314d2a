import type {
  Ageing,
  Board,
  MetricCases,
  MetricCasesQuery,
  MetricInfo,
  MetricName,
  MetricQuery,
  MetricResult,
  Page,
  Report,
  SurveyAnswer,
  SurveyAnswerQuery,
  WallBoard,
} from '@guichet/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../api/client.js';

/** Both begin with `board`, so that one change makes both stale. */
export const boardQuery = queryOptions({
  queryKey: ['board', 'now'],
  queryFn: ({ signal }) => get<Board>('/board', {}, signal),
});
export const wallQuery = queryOptions({
  queryKey: ['board', 'wall'],
  queryFn: ({ signal }) => get<WallBoard>('/board/wall', {}, signal),
});

export const metricsQuery = queryOptions({
  queryKey: ['metrics', 'all'],
  queryFn: async () => (await get<{ items: MetricInfo[] }>('/metrics')).items,
  staleTime: Infinity,
});

export type Asked = Partial<MetricQuery>;

/** A report is of the moment at which it was asked for: it does not move while it is read. */
export const metricQuery = (name: MetricName, asked: Asked) =>
  queryOptions({
    queryKey: ['metrics', 'one', name, asked],
    queryFn: ({ signal }) => get<MetricResult>(`/metrics/${name}`, asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export type Behind = Partial<Omit<MetricCasesQuery, 'limit' | 'cursor'>>;

export const metricCasesQuery = (name: MetricName, behind: Behind) =>
  infiniteQueryOptions({
    queryKey: ['metrics', 'cases', name, behind],
    queryFn: ({ pageParam, signal }) =>
      get<MetricCases>(`/metrics/${name}/cases`, { ...behind, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 60_000,
  });

export const ageingQuery = queryOptions({
  queryKey: ['metrics', 'ageing'],
  queryFn: async ({ signal }) => (await get<Ageing>('/metrics/ageing', {}, signal)).items,
  staleTime: 60_000,
});

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: async () => (await get<{ items: Report[] }>('/reports')).items,
});

export const answersQuery = (filter: Pick<SurveyAnswerQuery, 'team' | 'score' | 'words'>) =>
  infiniteQueryOptions({
    queryKey: ['survey-answers', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<SurveyAnswer>>('/surveys/answers', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
