import { z } from 'zod';
import {
  BreakGlassRequest,
  BrokenGlass,
  EmergencyAccess,
  OpenGlass,
  RestrictCase,
  RestrictedCase,
  RestrictedCaseQuery,
} from '../case-restrictions.js';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id, page, PageQuery } from '../primitives.js';

/** Cases that are for named agents alone, and how somebody else opens one when there is no other way. */
export const caseRestrictionEndpoints = defineEndpoints({
  restrictCase: {
    ...{ method: 'PUT', path: '/cases/:id/restriction', tag: 'cases', summary: 'Restrict a case to named agents' },
    ...{ params: byId, body: RestrictCase, response: null, status: 204, scope: 'in-person' },
    errors: ['not-found', 'no-such-agent', ...mergedCaseErrors],
  },
  liftRestriction: {
    ...{ method: 'DELETE', path: '/cases/:id/restriction', tag: 'cases', summary: 'Lift the restriction of a case' },
    ...{ params: byId, response: null, status: 204, scope: 'in-person', errors: ['not-found', ...mergedCaseErrors] },
  },
  breakGlass: {
    ...{ method: 'POST', path: '/cases/:id/break-glass', tag: 'cases' },
    summary: 'Open a restricted case for oneself for an hour; its agents and the data protection officers are told',
    ...{ params: byId, body: BreakGlassRequest, response: BrokenGlass, status: 200, scope: 'case.break-glass' },
    ...{ stepUp: true, errors: ['not-found', 'not-restricted'] },
  },
  endBreakGlass: {
    ...{ method: 'DELETE', path: '/cases/:id/break-glass', tag: 'cases', summary: 'End that before its time' },
    ...{ params: byId, response: null, status: 204, scope: 'in-person', errors: ['not-found'] },
  },
  openGlasses: {
    ...{ method: 'GET', path: '/cases/:id/break-glass', tag: 'cases' },
    summary: 'Who sees a restricted case now without being named',
    ...{
      params: byId,
      response: z.object({ items: z.array(OpenGlass) }),
      status: 200,
      scope: 'in-person',
      errors: ['not-found'],
    },
  },
  endBreakGlassOf: {
    ...{ method: 'DELETE', path: '/cases/:id/break-glass/:agentId', tag: 'cases' },
    summary: 'End the access of somebody else who has broken the glass; the restriction stays as it is',
    ...{ params: z.object({ id: Id, agentId: Id }), response: null, status: 204, scope: 'in-person' },
    errors: ['not-found'],
  },
  listEmergencyAccesses: {
    ...{ method: 'GET', path: '/emergency-access', tag: 'cases' },
    summary: 'Who opened restricted cases without being named, the last first: those of which the agent may know',
    ...{ query: PageQuery, response: page(EmergencyAccess), status: 200, scope: 'in-person', errors: [] },
  },
  getEmergencyAccess: {
    ...{ method: 'GET', path: '/emergency-access/:id', tag: 'cases' },
    summary: 'Who opened a restricted case without being named, when and why: for whoever was alarmed of it',
    ...{ params: byId, response: EmergencyAccess, status: 200, scope: 'in-person', errors: ['not-found'] },
  },
  findRestrictedCase: {
    ...{ method: 'GET', path: '/restricted-cases', tag: 'cases' },
    summary: 'Whether a reference is that of a restricted case that the agent may open so',
    ...{ query: RestrictedCaseQuery, response: RestrictedCase, status: 200, scope: 'case.break-glass' },
    errors: ['not-found'],
  },
});
