import type { Rule, SlaTargets } from '@guichet/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client.js';

export const routingQuery = queryOptions({ queryKey: ['routing'], queryFn: () => call('getRouting') });

/** What these rules would make of the latest messages, or of one case. Begins with `routing`: saved rules are part of it. */
export const ruleTrialQuery = (rules: readonly Rule[], asked: { latest: number } | { caseId: string }) =>
  queryOptions({
    queryKey: ['routing', 'try', asked, rules],
    queryFn: ({ signal }) =>
      call('tryRouting', { body: { rules: [...rules], ...asked }, idempotencyKey: undefined, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 60_000,
  });

/** What these rules would make of a message that has not come. */
export const messageTrialQuery = (rules: readonly Rule[], message: { accountId: string; text: string }) =>
  queryOptions({
    queryKey: ['routing', 'try', message, rules],
    queryFn: ({ signal }) =>
      call('tryRoutingOnMessage', { body: { rules: [...rules], ...message }, idempotencyKey: undefined, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 60_000,
  });

export const slaTargetsQuery = queryOptions({ queryKey: ['targets'], queryFn: () => call('getSlaTargets') });

/** What these targets would change in the deadlines of open cases. Begins with `targets`: the saved ones are part of it. */
export const slaTargetTrialQuery = (targets: SlaTargets) =>
  queryOptions({
    queryKey: ['targets', 'try', targets],
    queryFn: ({ signal }) => call('trySlaTargets', { body: targets, idempotencyKey: undefined, signal }),
    gcTime: 60_000,
  });

export const capacityQuery = queryOptions({ queryKey: ['capacity'], queryFn: () => call('getCapacity') });

export const businessHoursQuery = (teamId: string) =>
  queryOptions({
    queryKey: ['businessHours', teamId],
    queryFn: () => call('getBusinessHours', { params: { id: teamId } }),
  });

/** The holidays and exceptional days of a year. Its key begins as that of the business hours, which it depends on. */
export const calendarQuery = (teamId: string, year: number) =>
  queryOptions({
    queryKey: ['businessHours', teamId, 'calendar', year],
    queryFn: async () => (await call('getCalendar', { params: { id: teamId }, query: { year } })).days,
    placeholderData: keepPreviousData,
  });

export const queueSettingsQuery = (teamId: string) =>
  queryOptions({ queryKey: ['queue', teamId], queryFn: () => call('getQueue', { params: { id: teamId } }) });

/** The invitations and password links that nobody has used yet. */
export const passwordLinksQuery = queryOptions({
  queryKey: ['password-links'],
  queryFn: async () => (await call('listPasswordLinks')).items,
  staleTime: 60_000,
});

/** What becomes of the unfinished cases of an agent who is deactivated, or is still to. */
export const unfinishedCasesQuery = (agentId: string, substituteId?: string) =>
  queryOptions({
    queryKey: ['agent-access', agentId, 'cases', 'leaving', substituteId ?? null],
    queryFn: () => call('getCasesOfLeavingAgent', { params: { id: agentId }, query: { substituteId } }),
  });

/** What becomes of the cases of an agent who loses a role. */
export const casesOfLostRoleQuery = (agentId: string, grantId: string) =>
  queryOptions({
    queryKey: ['agent-access', agentId, 'cases', grantId],
    queryFn: () => call('getCasesOfLeavingAgent', { params: { id: agentId }, query: { grantId } }),
    staleTime: 0,
  });

/** The sessions and API tokens of an agent. */
export const agentAccessQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['agent-access', agentId],
    queryFn: () => call('getAgentAccess', { params: { id: agentId } }),
  });

export const agentProfileQuery = (agentId: string) =>
  queryOptions({ queryKey: ['profile', agentId], queryFn: () => call('getAgentProfile', { params: { id: agentId } }) });

/** The groups of the directory, with what each gives. */
export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await call('listGroups')).items,
});

/** The service accounts, with the ends of their secrets. */
export const serviceAccountsQuery = queryOptions({
  queryKey: ['service-accounts'],
  queryFn: async () => (await call('listServiceAccounts')).items,
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await call('listRoles')).items,
});

export const sectorsQuery = queryOptions({
  queryKey: ['sectors'],
  queryFn: async () => (await call('listSectors')).items,
  staleTime: 60_000,
});

/** Who holds which role. Begins with `roles`, as it changes with them. */
export const roleGrantsQuery = queryOptions({
  queryKey: ['roles', 'grants'],
  queryFn: async () => (await call('listRoleGrants')).items,
});

/** The roles that an agent holds, and what each lets them do. */
export const rightsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['rights', agentId],
    queryFn: () => call('getAgentRights', { params: { id: agentId } }),
  });

/** The cases that are still with a substitute or in the queue after an absence. Begins with `presence`, as it changes with the end of an absence. */
export const casesToGiveBackQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['presence', 'cases-to-give-back', agentId],
    queryFn: () => call('getCasesToGiveBack', { params: { id: agentId } }),
    staleTime: 0,
  });

/** What would become of the open cases of an agent who is absent. */
export const casesOfAbsenceQuery = (agentId: string, substituteId: string | null) =>
  queryOptions({
    queryKey: ['agents', agentId, 'cases-of-absence', substituteId],
    queryFn: () =>
      call('getCasesOfAbsence', { params: { id: agentId }, query: { substituteId: substituteId ?? undefined } }),
    staleTime: 0,
  });
