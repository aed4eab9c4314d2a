import {
  searchLimits,
  type CaseQuery,
  type CaseSummary,
  type Language,
  type Page,
  type QuarantineQuery,
  type SearchQuery,
} from '@guichet/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { withFieldSaves } from '../cases/field-saves-under-way.js';
import { setTownZone } from '../i18n/organisation-time-zone.js';
import { isFailure } from './failure.js';
import { call, callWithEtag, carryCsrfToken } from './client.js';
import { reuseUnchangedRows } from './reuse-unchanged-rows.js';
import type { EnclosedPlace } from '../attachments/viewed-file.js';
import type { QueryName } from './query-key.js';

export type CaseFilter = Partial<Omit<CaseQuery, 'limit' | 'cursor'>>;
/** How many entries of a timeline are fetched at once. */
export const timelinePage = 50;
export const timelinePageOf = (position: number): number => Math.floor((Math.max(1, position) - 1) / timelinePage);

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await call('getSession');
    carryCsrfToken(session.csrfToken);
    setTownZone(session.timeZone);
    return session;
  },
  staleTime: Infinity,
  retry: false,
});

/** The event log says when they change: parts of a screen that arrive one after the other ask once. */
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: () => call('countCases'),
  staleTime: 10_000,
});

/** How many cases are in a list, as far as views are counted. */
export const countOfListQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['counts', filter],
    queryFn: ({ signal }) => call('countListedCases', { query: { ...filter, asFor: 'view' }, signal }),
    staleTime: 10_000,
  });

type CasePages = InfiniteData<Page<CaseSummary>>;

export const casesQuery = (filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', filter],
    queryFn: ({ pageParam, signal }) =>
      call('listCases', { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    structuralSharing: (before, after) => reuseUnchangedRows(before as CasePages | undefined, after as CasePages),
    staleTime: 30_000,
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: async ({ signal }) => {
      const { data, etag } = await callWithEtag('getCase', { params: { id }, signal });
      return { data: withFieldSaves(data), etag };
    },
    staleTime: 30_000,
  });

/** Who sees a restricted case now without being named. */
export const openGlassesQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['open-glasses', caseId],
    queryFn: async ({ signal }) => (await call('openGlasses', { params: { id: caseId }, signal })).items,
  });

/** How somebody who was not named opened a restricted case. */
export const emergencyAccessQuery = (id: string) =>
  queryOptions({
    queryKey: ['emergency-access', id],
    queryFn: ({ signal }) => call('getEmergencyAccess', { params: { id }, signal }),
  });

/** All of them of which one may know, the last first. */
export const emergencyAccessesQuery = infiniteQueryOptions({
  queryKey: ['emergency-access', 'list'],
  queryFn: ({ pageParam, signal }) =>
    call('listEmergencyAccesses', { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** Who can open a case, and why. Begins with `rights`: it changes with them. */
export const caseReadersQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['rights', 'case', caseId],
    queryFn: async () => (await call('listCaseReaders', { params: { id: caseId } })).items,
  });

/** Who could open a case if it were not restricted: those who can be named. */
export const nameableQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['rights', 'case', caseId, 'unrestricted'],
    queryFn: async ({ signal }) =>
      (await call('listCaseReaders', { params: { id: caseId }, query: { unrestricted: '1' }, signal })).items,
  });

/** Whether one agent can open a case, and why or why not. */
export const caseReadingQuery = (caseId: string, agentId: string) =>
  queryOptions({
    queryKey: ['rights', 'case', caseId, agentId],
    queryFn: ({ signal }) => call('getCaseReading', { params: { id: caseId, agentId }, signal }),
  });

/** A mail that is attached as a file. It never changes. */
export const enclosedMessageQuery = ({ id, within }: EnclosedPlace) =>
  queryOptions({
    queryKey: ['enclosed-message', id, within],
    queryFn: ({ signal }) => call('getEnclosedMessage', { params: { id }, query: { within }, signal }),
    staleTime: Infinity,
    retry: false,
  });

/** Entries `page × 50 + 1` to `(page + 1) × 50`: positions have no gaps, so a place in the timeline is known unread. */
export const timelineQuery = (caseId: string, page: number, { ahead = false } = {}) =>
  queryOptions({
    queryKey: ['timeline', caseId, page],
    queryFn: ({ signal }) =>
      call('getTimeline', {
        params: { id: caseId },
        query: { after: page * timelinePage, limit: timelinePage },
        signal,
        ahead,
      }),
    staleTime: Infinity,
  });

/** The last entries of a case that is not open, to be read beside another. */
export const lastEntriesQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['last-entries', caseId],
    queryFn: ({ signal }) =>
      call('getTimeline', { params: { id: caseId }, query: { before: 2_147_483_647, limit: 20 }, signal }),
  });

/** A person in the file to which a case belongs. */
export const citizenQuery = (id: string, caseId: string) =>
  queryOptions({
    queryKey: ['citizen', id, caseId],
    queryFn: () => call('getCitizen', { params: { id }, query: { caseId }, later: true }),
    staleTime: 60_000,
  });

/** A person with all of their cases that the agent sees. */
export const citizenFileQuery = (id: string) =>
  queryOptions({
    queryKey: ['citizen', id],
    queryFn: () => call('getCitizen', { params: { id }, query: {} }),
    staleTime: 60_000,
  });

export const citizensQuery = (q: string) =>
  queryOptions({
    queryKey: ['citizens', q],
    queryFn: ({ signal }) => call('listCitizens', { query: { q, limit: 8 }, signal }),
    enabled: q.trim().length > 0,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });

/** The reply routes of the person of a case, best first. */
export const replyRoutesQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['reach', caseId],
    queryFn: async ({ signal }) =>
      (await call('listReplyRoutes', { params: { id: caseId }, signal, later: true })).items,
    staleTime: 30_000,
  });

/** The SLA timers of a case, with the computation of each. */
export const slaTimersQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['sla', caseId],
    queryFn: async ({ signal }) => (await call('explainSlaTimers', { params: { id: caseId }, signal })).items,
    staleTime: 30_000,
  });

/** How many cases a search shows. */
export const searchQuery = (q: string, order: SearchQuery['order'] = 'relevance') =>
  queryOptions({
    queryKey: ['search', q, order],
    queryFn: ({ signal }) => call('search', { query: { q, limit: searchLimits.shown, order }, signal }),
    enabled: q.trim().length > 0,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });

/** Whether a reference is that of a restricted case whose glass the agent may break; null: it is not. */
export const restrictedCaseQuery = (reference: string) =>
  queryOptions({
    queryKey: ['restricted-case', reference],
    queryFn: ({ signal }) =>
      call('findRestrictedCase', { query: { reference }, signal }).catch((error: unknown) => {
        if (isFailure(error, 'not-found')) return null;
        throw error;
      }),
    retry: false,
  });

/** A list that comes as one page. */
const wholeList = <Item>(key: QueryName, list: () => Promise<{ items: Item[] }>) =>
  queryOptions({ queryKey: [key], queryFn: async () => (await list()).items, staleTime: 60_000 });

export const agentsQuery = wholeList('agents', () => call('listAgents'));
export const teamsQuery = wholeList('teams', () => call('listTeams'));
export const channelsQuery = wholeList('channels', () => call('listChannels'));
/** Kinds of channel with their titles, settings and reasons in one language. */
export const channelKindsQuery = (language: Language) =>
  queryOptions({
    queryKey: ['channel-kinds', language],
    queryFn: async () => (await call('listChannelKinds', { query: { language } })).items,
    staleTime: 60_000,
  });
export const tagsQuery = wholeList('tags', () => call('listTags'));
export const caseTypesQuery = queryOptions({
  queryKey: ['case-types'],
  queryFn: async () => (await call('listCaseTypes')).items,
  staleTime: 60_000,
});
export const deliverabilityQuery = wholeList('deliverability', () => call('listSendingDomains'));
export const blockedSendersQuery = wholeList('blocked-senders', () => call('listBlockedSenders'));
/** The blocked ones among those who write in a case. */
export const blockedInCaseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['blocked-senders', caseId],
    queryFn: async ({ signal }) => (await call('listBlockedSenders', { query: { caseId }, signal, later: true })).items,
    staleTime: 60_000,
  });
export const tokensQuery = wholeList('tokens', () => call('listTokens'));
export const lettersQuery = queryOptions({
  queryKey: ['letters'],
  queryFn: ({ signal }) => call('listLettersToPrint', { signal }),
  staleTime: 60_000,
});
export const quarantineQuery = (state: QuarantineQuery['state']) =>
  infiniteQueryOptions({
    queryKey: ['quarantine', state],
    queryFn: ({ pageParam }) => call('listQuarantine', { query: { limit: 50, cursor: pageParam, state } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** What is in an envelope, as plain text. */
export const quarantinePreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['quarantine-preview', id],
    queryFn: ({ signal }) => call('previewEnvelope', { params: { id }, signal }),
    staleTime: Infinity,
  });

/** The presence and load of the agents of one's teams. Load changes with every case, of which no event tells. */
export const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: async () => (await call('listPresence')).items,
  staleTime: 15_000,
});

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  queryFn: ({ pageParam, signal }) => call('listNotifications', { query: { limit: 30, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  staleTime: 60_000,
});

export const notificationPreferencesQuery = queryOptions({
  queryKey: ['notification-preferences'],
  queryFn: () => call('getNotificationPreferences'),
  staleTime: 60_000,
});

export const pushDevicesQuery = queryOptions({
  queryKey: ['push-devices'],
  queryFn: () => call('getPushDevices'),
  staleTime: 60_000,
});

export const sessionsQuery = wholeList('sessions', () => call('listSessions'));

export const refusedSignInsQuery = infiniteQueryOptions({
  queryKey: ['refused-sign-ins'],
  queryFn: ({ pageParam, signal }) => call('listRefusedSignIns', { query: { limit: 100, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const surveySettingsQuery = queryOptions({
  queryKey: ['surveys', 'settings'],
  queryFn: () => call('getSurveySettings'),
});

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => call('getOrganisation'),
});
