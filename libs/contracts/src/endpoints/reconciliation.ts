import { defineEndpoints } from '../define-endpoints.js';
import { Reconciliation } from '../reconciliation.js';

/** What the reconciliation of queues has found. */
export const reconciliationEndpoints = defineEndpoints({
  getReconciliation: {
    ...{
      method: 'GET',
      path: '/routing/reconciliation',
      tag: 'routing',
      summary: 'Cases that had fallen out of a queue',
    },
    ...{ response: Reconciliation, status: 200, scope: 'routing.read', errors: [] },
  },
});
