import type {
  Agent,
  AgentAtWork,
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
  ConsistencyOverview,
  ConsistencyReport,
  ExplainedClock,
  HeldEnvelope,
  Kind,
  Notifications,
  Organisation,
  Page,
  PreviewTemplate,
  RenderedTemplate,
  RenderTemplate,
  SavedDraft,
  SearchResult,
  Session,
  Team,
  TemplateChoice,
  TemplatePreview,
  TemplateQuery,
  TemplateSummary,
  TemplateUnsent,
  TemplateUseReport,
  TemplateVariable,
  TemplateVersion,
  Timeline,
  SurveySettings,
} from '@guichet/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { carryCsrfToken, get, post, request } from './client.js';

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

/** How each clock of a case came to its time, line by line. */
export const clocksQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['clocks', caseId],
    queryFn: async ({ signal }) =>
      (await get<{ items: ExplainedClock[] }>(`/cases/${caseId}/clocks`, {}, signal)).items,
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
export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  queryFn: async () => (await get<{ items: Kind[] }>('/kinds')).items,
  staleTime: 60_000,
});
export const tokensQuery = all<ApiToken>('tokens', '/tokens');
export const heldQuery = infiniteQueryOptions({
  queryKey: ['holding-pen'],
  queryFn: ({ pageParam }) => get<Page<HeldEnvelope>>('/holding-pen', { limit: 50, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** How the agents of the teams that one sees are, and oneself. Load moves with every case, of which nothing is told here. */
export const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: async () => (await get<{ items: AgentAtWork[] }>('/presence')).items,
  staleTime: 15_000,
});

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  queryFn: ({ pageParam, signal }) => get<Notifications>('/notifications', { limit: 30, cursor: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  staleTime: 60_000,
});

export interface OwnSession {
  id: string;
  createdAt: string;
  seenAt: string;
  userAgent: string | null;
  current?: boolean;
}
export const sessionsQuery = all<OwnSession>('sessions', '/sessions');

export type LibraryFilter = Pick<TemplateQuery, 'q' | 'state'>;

/** Everything below begins with `templates`, so that one change of a template makes all of it stale. */
export const libraryQuery = (filter: LibraryFilter) =>
  infiniteQueryOptions({
    queryKey: ['templates', 'library', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<TemplateSummary>>('/templates', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const templateQuery = (id: string) =>
  queryOptions({ queryKey: ['templates', 'one', id], queryFn: () => get<TemplateSummary>(`/templates/${id}`) });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'versions', id],
    queryFn: async () => (await get<Page<TemplateVersion>>(`/templates/${id}/versions`, { limit: 200 })).items,
  });

export const variablesQuery = queryOptions({
  queryKey: ['template-variables'],
  queryFn: async () => (await get<{ items: TemplateVariable[] }>('/templates/variables')).items,
  staleTime: Infinity,
});

export const previewQuery = (asked: Omit<PreviewTemplate, 'values'>) =>
  queryOptions({
    queryKey: ['template-preview', asked],
    queryFn: ({ signal }) => post<TemplatePreview>('/templates/preview', asked, { idempotencyKey: undefined, signal }),
    // What is being written is shown once; the last one stays on screen while the next is made.
    gcTime: 30_000,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const unsentQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'unsent', id],
    queryFn: () => get<TemplateUnsent>(`/templates/${id}/unsent`),
    staleTime: 0,
  });

export const useReportQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['templates', 'use', id, days],
    queryFn: () => get<TemplateUseReport>(`/templates/${id}/use`, { days }),
    placeholderData: keepPreviousData,
  });

export const consistencyQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['templates', 'consistency', id, days],
    queryFn: () => get<ConsistencyReport>(`/templates/${id}/consistency`, { days }),
    placeholderData: keepPreviousData,
  });

export const consistencyOverviewQuery = (days: number) =>
  queryOptions({
    queryKey: ['templates', 'consistency-overview', days],
    queryFn: async () => (await get<ConsistencyOverview>('/templates/consistency', { days })).items,
    placeholderData: keepPreviousData,
  });

export const surveySettingsQuery = queryOptions({
  queryKey: ['surveys', 'settings'],
  queryFn: () => get<SurveySettings>('/surveys/settings'),
});

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => get<Organisation>('/organisation'),
});

/** What may be answered with in a case, the likeliest first. */
export const choicesQuery = (caseId: string, q: string) =>
  queryOptions({
    queryKey: ['templates', 'choices', caseId, q],
    queryFn: async ({ signal }) =>
      (await get<Page<TemplateChoice>>('/templates', { caseId, q, limit: 9 }, signal)).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** How a template reads in a case by one channel. Asked ahead, as it is about to be chosen. */
export const renderingQuery = (templateId: string, body: RenderTemplate) =>
  queryOptions({
    queryKey: ['templates', 'rendering', templateId, body],
    // Asked for as a preview, it may be waited for to be put in: it goes on when the pointer does.
    queryFn: () => post<RenderedTemplate>(`/templates/${templateId}/render`, body, { idempotencyKey: undefined }),
    staleTime: 30_000,
    retry: false,
  });
