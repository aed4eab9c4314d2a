import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id, page } from '../primitives.js';
import { lockedErrors } from './attachments.js';
import {
  CaseOfEnvelope,
  DiscardEnvelope,
  QuarantinedEnvelope,
  QuarantinePreview,
  QuarantineQuery,
} from '../quarantine.js';
import { z } from 'zod';

/** Somebody else was faster. */
const decidedErrors = ['not-found', 'conflict', 'envelope-decided', 'not-in-quarantine'] as const;

/** Envelopes that could not become entries. */
export const quarantineEndpoints = defineEndpoints({
  listQuarantine: {
    ...{
      method: 'GET',
      path: '/quarantine',
      tag: 'quarantine',
      summary: 'What could not become an entry, newest first',
    },
    ...{ query: QuarantineQuery, response: page(QuarantinedEnvelope), status: 200 },
    ...{ scope: 'quarantine.read', errors: [] },
  },
  previewEnvelope: {
    ...{ method: 'GET', path: '/quarantine/:id/preview', tag: 'quarantine', summary: 'Read an envelope as plain text' },
    ...{ params: byId, response: QuarantinePreview, status: 200, scope: 'quarantine.read', errors: ['not-found'] },
  },
  replayEnvelope: {
    ...{ method: 'POST', path: '/quarantine/:id/replay', tag: 'quarantine', summary: 'Process an envelope again' },
    ...{ params: byId, response: null, status: 204, scope: 'quarantine.replay', errors: decidedErrors },
  },
  openEnvelope: {
    ...{ method: 'POST', path: '/quarantine/:id/open', tag: 'quarantine', summary: 'Open a case with an envelope' },
    ...{ params: byId, response: CaseOfEnvelope, status: 201, scope: 'quarantine.decide', errors: decidedErrors },
  },
  attachEnvelope: {
    ...{ method: 'POST', path: '/quarantine/:id/attach', tag: 'quarantine', summary: 'Add an envelope to a case' },
    ...{ params: byId, body: z.strictObject({ caseId: Id }), response: CaseOfEnvelope, status: 200 },
    ...{ scope: 'quarantine.decide', errors: [...decidedErrors, ...mergedCaseErrors] },
  },
  discardEnvelope: {
    ...{ method: 'POST', path: '/quarantine/:id/discard', tag: 'quarantine', summary: 'Discard an envelope' },
    ...{ params: byId, body: DiscardEnvelope, response: null, status: 204 },
    ...{ scope: 'quarantine.decide', errors: decidedErrors },
  },
  restoreEnvelope: {
    ...{ method: 'POST', path: '/quarantine/:id/restore', tag: 'quarantine' },
    ...{ summary: 'Put a discarded envelope back into quarantine' },
    ...{ params: byId, response: null, status: 204, scope: 'quarantine.decide' },
    errors: ['not-found', 'conflict', 'undone-already'],
  },
  getQuarantinedOriginal: {
    ...{ method: 'GET', path: '/quarantine/:id/original', tag: 'quarantine', summary: 'An envelope as it came in' },
    ...{ params: byId, response: { file: ['application/octet-stream'] }, status: 200, scope: 'quarantine.read' },
    errors: ['not-found', ...lockedErrors],
  },
});
