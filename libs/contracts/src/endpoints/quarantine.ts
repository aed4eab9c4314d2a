import { byId, defineEndpoints } from '../define-endpoints.js';
import { Id, PageQuery, page } from '../primitives.js';
import { QuarantinedEnvelope } from '../quarantine.js';

/** Envelopes that could not become entries. */
export const quarantineEndpoints = defineEndpoints({
  listQuarantine: {
    ...{
      method: 'GET',
      path: '/quarantine',
      tag: 'quarantine',
      summary: 'What could not become an entry, newest first',
    },
    ...{ query: PageQuery.extend({ cursor: Id.optional() }), response: page(QuarantinedEnvelope), status: 200 },
    ...{ scope: 'quarantine.read', errors: [] },
  },
  replayEnvelope: {
    ...{ method: 'POST', path: '/quarantine/:id/replay', tag: 'quarantine', summary: 'Process an envelope again' },
    ...{ params: byId, response: null, status: 204, scope: 'quarantine.replay', errors: ['not-found'] },
  },
  getQuarantinedOriginal: {
    ...{ method: 'GET', path: '/quarantine/:id/original', tag: 'quarantine', summary: 'An envelope as it came in' },
    ...{ params: byId, response: { file: ['application/octet-stream'] }, status: 200, scope: 'quarantine.read' },
    errors: ['not-found'],
  },
});
