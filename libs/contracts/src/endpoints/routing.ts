import { BusinessHours, Calendar, CalendarQuery, ImportCalendar, ImportedCalendar } from '../calendars.js';
import { byId, defineEndpoints } from '../endpoint.js';
import { NotificationQuery, Notifications, ReadNotifications } from '../notifications.js';
import { page } from '../primitives.js';
import {
  CaseType,
  CreateCaseType,
  Reconciliation,
  Routing,
  RoutingTrial,
  RoutingTrialRequest,
  UpdateCaseType,
} from '../routing.js';
import { SlaTargets } from '../sla.js';
import {
  AgentProfile,
  Capacity,
  QueueSettings,
  ReassignedCount,
  SetAbsence,
  SetPresence,
  Workforce,
  WorkforceMember,
} from '../workforce.js';

const ruleFaults = [
  ...([
    'rule-team-gone',
    'rule-agent-gone',
    'rule-case-type-gone',
    'rule-account-gone',
    'rule-agent-elsewhere',
  ] as const),
  ...(['rule-no-word', 'rule-no-sender', 'rule-act-twice', 'rule-twice'] as const),
] as const;

/** Routing rules, SLA targets, working time, presence, capacity and notifications. */
export const routingEndpoints = defineEndpoints({
  listCaseTypes: {
    ...{ method: 'GET', path: '/case-types', tag: 'routing', summary: 'All case types' },
    ...{ response: page(CaseType), status: 200, scope: 'routing.read', errors: [] },
  },
  createCaseType: {
    ...{ method: 'POST', path: '/case-types', tag: 'routing', summary: 'Create a case type' },
    ...{ body: CreateCaseType, response: CaseType, status: 201, scope: 'routing.manage', errors: ['conflict'] },
  },
  updateCaseType: {
    ...{ method: 'PATCH', path: '/case-types/:id', tag: 'routing', summary: 'Rename or retire a case type' },
    ...{ params: byId, body: UpdateCaseType, response: CaseType, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'conflict'],
  },
  getRouting: {
    ...{ method: 'GET', path: '/routing', tag: 'routing', summary: 'The routing rules, with their version' },
    ...{ response: Routing, status: 200, scope: 'routing.read', errors: [] },
  },
  saveRouting: {
    ...{ method: 'PUT', path: '/routing', tag: 'routing', summary: 'Replace the routing rules' },
    ...{
      body: Routing,
      response: Routing,
      status: 200,
      scope: 'routing.manage',
      errors: ['rules-changed', ...ruleFaults],
    },
  },
  tryRouting: {
    ...{
      method: 'POST',
      path: '/routing/trial',
      tag: 'routing',
      summary: 'What rules would do with the latest messages',
    },
    ...{ body: RoutingTrialRequest, response: RoutingTrial, status: 200, scope: 'routing.read' },
    errors: ['not-found', ...ruleFaults],
  },
  getReconciliation: {
    ...{
      method: 'GET',
      path: '/routing/reconciliation',
      tag: 'routing',
      summary: 'Cases that had fallen out of a queue',
    },
    ...{ response: Reconciliation, status: 200, scope: 'routing.read', errors: [] },
  },
  getSlaTargets: {
    ...{ method: 'GET', path: '/sla/targets', tag: 'routing', summary: 'The SLA targets' },
    ...{ response: SlaTargets, status: 200, scope: 'routing.read', errors: [] },
  },
  saveSlaTargets: {
    ...{ method: 'PUT', path: '/sla/targets', tag: 'routing', summary: 'Replace the SLA targets' },
    ...{ body: SlaTargets, response: SlaTargets, status: 200, scope: 'routing.manage' },
    errors: ['saved-meanwhile', 'no-such-team', 'no-such-case-type'],
  },
  getBusinessHours: {
    ...{ method: 'GET', path: '/teams/:id/business-hours', tag: 'routing', summary: 'The working time of a team' },
    ...{ params: byId, response: BusinessHours, status: 200, scope: 'routing.read', errors: ['not-found'] },
  },
  saveBusinessHours: {
    ...{
      method: 'PUT',
      path: '/teams/:id/business-hours',
      tag: 'routing',
      summary: 'Replace the working time of a team',
    },
    ...{ params: byId, body: BusinessHours, response: BusinessHours, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'never-opens', 'day-twice'],
  },
  getCalendar: {
    ...{
      method: 'GET',
      path: '/teams/:id/calendar',
      tag: 'routing',
      summary: 'Every day of a year that is not as its weekday is',
    },
    ...{
      params: byId,
      query: CalendarQuery,
      response: Calendar,
      status: 200,
      scope: 'routing.read',
      errors: ['not-found'],
    },
  },
  importCalendar: {
    ...{
      method: 'POST',
      path: '/teams/:id/business-hours/import',
      tag: 'routing',
      summary: 'Add closed days from an iCalendar file',
    },
    ...{ params: byId, body: ImportCalendar, response: ImportedCalendar, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'not-a-calendar', 'calendar-too-large', 'never-opens'],
  },
  getAgentProfile: {
    ...{
      method: 'GET',
      path: '/agents/:id/profile',
      tag: 'routing',
      summary: 'Languages, skills and capacity of an agent',
    },
    ...{ params: byId, response: AgentProfile, status: 200, scope: 'agent.read', errors: ['not-found'] },
  },
  saveAgentProfile: {
    ...{
      method: 'PUT',
      path: '/agents/:id/profile',
      tag: 'routing',
      summary: 'Replace languages, skills and capacity of an agent',
    },
    ...{ params: byId, body: AgentProfile, response: AgentProfile, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'no-such-case-type'],
  },
  setAbsence: {
    ...{ method: 'PUT', path: '/agents/:id/absence', tag: 'routing', summary: 'Begin or plan an absence' },
    ...{ params: byId, body: SetAbsence, response: ReassignedCount, status: 200, scope: 'signed-in' },
    errors: ['not-found', 'no-substitute', 'substitute-needed', 'time-over', 'ends-before'],
  },
  endAbsence: {
    ...{
      method: 'DELETE',
      path: '/agents/:id/absence',
      tag: 'routing',
      summary: 'End an absence, or take a planned one back',
    },
    ...{ params: byId, response: null, status: 204, scope: 'signed-in', errors: ['not-found'] },
  },
  getCapacity: {
    ...{
      method: 'GET',
      path: '/capacity',
      tag: 'routing',
      summary: 'What a case weighs by channel, and what an agent carries',
    },
    ...{ response: Capacity, status: 200, scope: 'routing.read', errors: [] },
  },
  saveCapacity: {
    ...{ method: 'PUT', path: '/capacity', tag: 'routing', summary: 'Replace weights and capacity' },
    ...{ body: Capacity, response: Capacity, status: 200, scope: 'routing.manage', errors: [] },
  },
  getQueue: {
    ...{ method: 'GET', path: '/teams/:id/queue', tag: 'routing', summary: 'How the cases of a team find an agent' },
    ...{ params: byId, response: QueueSettings, status: 200, scope: 'routing.read', errors: ['not-found'] },
  },
  saveQueue: {
    ...{
      method: 'PUT',
      path: '/teams/:id/queue',
      tag: 'routing',
      summary: 'Replace how the cases of a team find an agent',
    },
    ...{ params: byId, body: QueueSettings, response: QueueSettings, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'no-such-team', 'overflow-to-itself'],
  },
  listPresence: {
    ...{ method: 'GET', path: '/presence', tag: 'routing', summary: 'Presence and load of the agents of one’s teams' },
    ...{ response: Workforce, status: 200, scope: 'signed-in', errors: [] },
  },
  setPresence: {
    ...{ method: 'PUT', path: '/presence/me', tag: 'routing', summary: 'Set one’s own presence' },
    ...{ body: SetPresence, response: WorkforceMember, status: 200, scope: 'signed-in', errors: [] },
  },
  listNotifications: {
    ...{
      method: 'GET',
      path: '/notifications',
      tag: 'notifications',
      summary: 'One’s own notifications, newest first',
    },
    ...{ query: NotificationQuery, response: Notifications, status: 200, scope: 'signed-in', errors: [] },
  },
  readNotifications: {
    ...{
      method: 'POST',
      path: '/notifications/read',
      tag: 'notifications',
      summary: 'Mark these notifications read, or all',
    },
    ...{ body: ReadNotifications, response: null, status: 204, scope: 'signed-in', errors: [] },
  },
});
