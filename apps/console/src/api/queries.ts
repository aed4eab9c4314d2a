import type {
  Agent,
  ApiToken,
  CaseCounts,
  CaseDetail,
  CaseQuery,
  CaseReach,
  CaseSummary,
  ChannelAccount,
  ChannelKindInfo,
  Citizen,
  CitizenSummary,
  HeldEnvelope,
  Page,
  SavedDraft,
  SearchResult,
  Session,
  Team,
  Timeline,
} from '@guichet/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { carryCsrfToken, get, request } from './client.js';

export type CaseFilter = Partial<Omit<CaseQuery, 'limit' | 'cursor'>>;
export const timelinePage = 50;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await get<Session>('/session');
    carryCsrfToken(session.csrfToken);
    return session;
  },
  staleTime: Infinity,
  retry: false,
});

export const countsQuery = queryOptions({ queryKey: ['counts'], queryFn: () => get<CaseCounts>('/cases/counts') });

export const casesQuery = (filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CaseSummary>>('/cases', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => request<CaseDetail>('GET', `/cases/${id}`, { signal }),
    staleTime: 30_000,
  });

/** Entries `page × 50 + 1` to `(page + 1) × 50`: positions have no gaps, so a place in the timeline is known unread. */
export const timelineQuery = (caseId: string, page: number) =>
  queryOptions({
    queryKey: ['timeline', caseId, page],
    queryFn: ({ signal }) =>
      get<Timeline>(`/cases/${caseId}/timeline`, { after: page * timelinePage, limit: timelinePage }, signal),
    staleTime: Infinity,
  });

export const draftQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['draft', caseId],
    queryFn: async () => (await get<{ draft: SavedDraft }>(`/cases/${caseId}/draft`)).draft,
    staleTime: 0,
  });

export const citizenQuery = (id: string) =>
  queryOptions({ queryKey: ['citizen', id], queryFn: () => get<Citizen>(`/citizens/${id}`), staleTime: 60_000 });

export const citizensQuery = (q: string) =>
  queryOptions({
    queryKey: ['citizens', q],
    queryFn: ({ signal }) => get<Page<CitizenSummary>>('/citizens', { q, limit: 8 }, signal),
    enabled: q.trim().length > 0,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });

/** By what the person of a case can be answered, best first. */
export const reachQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['reach', caseId],
    queryFn: async ({ signal }) => (await get<CaseReach>(`/cases/${caseId}/reach`, {}, signal)).items,
    staleTime: 30_000,
  });

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<SearchResult>('/search', { q, limit: 30 }, signal),
    enabled: q.trim().length > 0,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });

const all = <T>(name: string, path: string) =>
  queryOptions({
    queryKey: [name],
    queryFn: async () => (await get<{ items: T[] }>(path, { limit: 200 })).items,
    staleTime: 60_000,
  });

export const agentsQuery = all<Agent>('agents', '/agents');
export const teamsQuery = all<Team>('teams', '/teams');
export const channelsQuery = all<ChannelAccount>('channels', '/channels');
export const channelKindsQuery = all<ChannelKindInfo>('channel-kinds', '/channel-kinds');
export const tagsQuery = all<string>('tags', '/tags');
export const tokensQuery = all<ApiToken>('tokens', '/tokens');
export const heldQuery = infiniteQueryOptions({
  queryKey: ['holding-pen'],
  queryFn: ({ pageParam }) => get<Page<HeldEnvelope>>('/holding-pen', { limit: 50, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export interface OwnSession {
  id: string;
  createdAt: string;
  seenAt: string;
  userAgent: string | null;
  current?: boolean;
}
export const sessionsQuery = all<OwnSession>('sessions', '/sessions');
