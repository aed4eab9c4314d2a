import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  AgentProfile,
  Capacity,
  AbsenceQuery,
  CasesOfAbsence,
  CasesOfLeavingAgent,
  CasesToGiveBack,
  LeavingQuery,
  QueueSettings,
  ReassignedCount,
  SetAbsence,
  SetPresence,
  Workforce,
  WorkforceMember,
} from '../workforce.js';

/** Presence, absence, skills and capacity of agents, and the queues of teams. */
export const workforceEndpoints = defineEndpoints({
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
  getCasesOfLeavingAgent: {
    ...{ method: 'GET', path: '/agents/:id/unfinished-cases', tag: 'routing' },
    summary: 'What becomes of the cases of an agent who is deactivated, or loses a role',
    ...{
      params: byId,
      query: LeavingQuery,
      response: CasesOfLeavingAgent,
      status: 200,
      scope: 'agent.manage',
      errors: ['not-found'],
    },
  },
  setAbsence: {
    ...{ method: 'PUT', path: '/agents/:id/absence', tag: 'routing', summary: 'Begin or plan an absence' },
    ...{ params: byId, body: SetAbsence, response: ReassignedCount, status: 200, scope: 'signed-in' },
    errors: [
      ...(['not-found', 'no-substitute', 'substitute-needed', 'time-over', 'ends-before'] as const),
      ...(['absence-over', 'absence-begun', 'absence-withdrawn', 'saved-meanwhile'] as const),
    ],
  },
  getCasesOfAbsence: {
    ...{
      method: 'GET',
      path: '/agents/:id/absence/cases',
      tag: 'routing',
      summary: 'What would become of the open cases of an agent who is absent',
    },
    ...{ params: byId, query: AbsenceQuery, response: CasesOfAbsence, status: 200, scope: 'signed-in' },
    errors: ['not-found'],
  },
  getCasesToGiveBack: {
    ...{ method: 'GET', path: '/agents/:id/absence/cases-to-give-back', tag: 'routing' },
    summary: 'The cases that are still with a substitute or in the queue after an absence',
    ...{ params: byId, response: CasesToGiveBack, status: 200, scope: 'signed-in', errors: ['not-found'] },
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
  endRelief: {
    ...{
      method: 'DELETE',
      path: '/agents/:id/relief',
      tag: 'routing',
      summary: 'Assign cases automatically again to an agent whom a colleague has relieved of some',
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
});
