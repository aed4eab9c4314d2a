import type {
  AgentProfile,
  CalendarDay,
  Capacity,
  QueueSettings,
  Routing,
  Rule,
  Schedule,
  Targets,
  TriedRouting,
} from '@guichet/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.js';

export const routingQuery = queryOptions({ queryKey: ['routing'], queryFn: () => get<Routing>('/routing') });

/** What these rules would make of the latest messages, or of one case. Begins with `routing`: saved rules are part of it. */
export const triedQuery = (rules: readonly Rule[], asked: { latest: number } | { caseId: string }) =>
  queryOptions({
    queryKey: ['routing', 'try', asked, rules],
    queryFn: ({ signal }) =>
      post<TriedRouting>('/routing/try', { rules, ...asked }, { idempotencyKey: undefined, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 60_000,
  });

export const targetsQuery = queryOptions({ queryKey: ['targets'], queryFn: () => get<Targets>('/targets') });

export const capacityQuery = queryOptions({ queryKey: ['capacity'], queryFn: () => get<Capacity>('/capacity') });

export const scheduleQuery = (teamId: string) =>
  queryOptions({ queryKey: ['schedule', teamId], queryFn: () => get<Schedule>(`/teams/${teamId}/schedule`) });

/** Every day of a year that is not as its weekday is. Begins as the schedule does, which it follows. */
export const calendarQuery = (teamId: string, year: number) =>
  queryOptions({
    queryKey: ['schedule', teamId, 'calendar', year],
    queryFn: async () => (await get<{ days: CalendarDay[] }>(`/teams/${teamId}/calendar`, { year })).days,
    placeholderData: keepPreviousData,
  });

export const queueQuery = (teamId: string) =>
  queryOptions({ queryKey: ['queue', teamId], queryFn: () => get<QueueSettings>(`/teams/${teamId}/queue`) });

export const profileQuery = (agentId: string) =>
  queryOptions({ queryKey: ['profile', agentId], queryFn: () => get<AgentProfile>(`/agents/${agentId}/profile`) });
