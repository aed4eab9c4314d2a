import { byId, defineEndpoints } from '../define-endpoints.js';
import { ExplainedSlaTimers, SlaTargets, SlaTargetTrial } from '../sla.js';

/** SLA targets, and the SLA timers of a case. */
export const slaEndpoints = defineEndpoints({
  getSlaTargets: {
    ...{ method: 'GET', path: '/sla/targets', tag: 'routing', summary: 'The SLA targets' },
    ...{ response: SlaTargets, status: 200, scope: 'routing.read', errors: [] },
  },
  saveSlaTargets: {
    ...{ method: 'PUT', path: '/sla/targets', tag: 'routing', summary: 'Replace the SLA targets' },
    ...{ body: SlaTargets, response: SlaTargets, status: 200, scope: 'routing.manage' },
    errors: ['saved-meanwhile', 'no-such-team', 'no-such-case-type'],
  },
  trySlaTargets: {
    ...{
      method: 'POST',
      path: '/sla/targets/trial',
      tag: 'routing',
      summary: 'What SLA targets would change in the deadlines of open cases',
    },
    ...{ body: SlaTargets, response: SlaTargetTrial, status: 200, idempotencyKey: false, scope: 'routing.manage' },
    errors: [],
  },
  explainSlaTimers: {
    ...{
      method: 'GET',
      path: '/cases/:id/sla',
      tag: 'routing',
      summary: 'How each SLA timer came to its time, line by line',
    },
    ...{ params: byId, response: ExplainedSlaTimers, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
});
