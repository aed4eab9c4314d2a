import {
  BulkActionStatus,
  BulkItem,
  BulkItemQuery,
  CaseListCount,
  ConfirmBulkReplies,
  CountedList,
  CurrentBulkAction,
  FindUnanswered,
  StartBulkAction,
  UnansweredCases,
} from '../bulk-actions.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { fieldValueErrors } from './case-fields.js';
import { page } from '../primitives.js';

/** Acts on many cases at once: what they do to each is checked and written as if it were done to that case alone. */
export const bulkActionEndpoints = defineEndpoints({
  countListedCases: {
    ...{ method: 'GET', path: '/bulk-actions/count', tag: 'cases', summary: 'How many cases a list holds' },
    ...{ query: CountedList, response: CaseListCount, status: 200, scope: 'case.read', errors: [] },
  },
  findUnansweredCases: {
    ...{ method: 'POST', path: '/bulk-actions/unanswered', tag: 'cases' },
    summary: 'In which of many cases somebody has written and nobody has replied',
    ...{ body: FindUnanswered, response: UnansweredCases, status: 200, idempotencyKey: false, scope: 'case.read' },
    errors: [],
  },
  getCurrentBulkAction: {
    ...{
      method: 'GET',
      path: '/bulk-actions/current',
      tag: 'cases',
      summary: 'The last action on many cases of the agent',
    },
    ...{ response: CurrentBulkAction, status: 200, scope: 'case.read', errors: [] },
  },
  startBulkAction: {
    ...{
      method: 'POST',
      path: '/bulk-actions',
      tag: 'cases',
      summary: 'Do the same to many cases; replies are prepared',
    },
    ...{ body: StartBulkAction, response: BulkActionStatus, status: 201, scope: 'case.read' },
    errors: [
      'not-found',
      'bulk-action-runs',
      'replies-wait-to-be-sent',
      'too-many-cases',
      'no-such-template',
      'template-value',
      'value-of-each-case',
      'macro-replies-one-by-one',
      'value-not-valid',
      ...fieldValueErrors,
    ],
  },
  listBulkItems: {
    ...{ method: 'GET', path: '/bulk-actions/:id/cases', tag: 'cases', summary: 'The cases of an action in one state' },
    ...{ params: byId, query: BulkItemQuery, response: page(BulkItem), status: 200, scope: 'case.read' },
    errors: ['not-found'],
  },
  confirmBulkReplies: {
    ...{ method: 'POST', path: '/bulk-actions/:id/confirmation', tag: 'cases', summary: 'Send the replies as shown' },
    ...{ params: byId, body: ConfirmBulkReplies, response: BulkActionStatus, status: 200, scope: 'case.reply' },
    errors: ['not-found', 'bulk-action-moved-on'],
  },
  cancelBulkAction: {
    ...{
      method: 'POST',
      path: '/bulk-actions/:id/cancellation',
      tag: 'cases',
      summary: 'Cancel a bulk action',
    },
    ...{ params: byId, response: BulkActionStatus, status: 200, scope: 'case.read' },
    errors: ['not-found', 'bulk-action-moved-on'],
  },
  undoBulkAction: {
    ...{ method: 'POST', path: '/bulk-actions/:id/undo', tag: 'cases' },
    summary: 'Undo an action in the cases that nobody has changed since',
    ...{ params: byId, response: BulkActionStatus, status: 200, scope: 'case.read' },
    errors: ['not-found', 'bulk-action-runs', 'undo-late'],
  },
  dismissBulkAction: {
    ...{ method: 'DELETE', path: '/bulk-actions/:id', tag: 'cases', summary: 'Dismiss the result of a bulk action' },
    ...{ params: byId, response: null, status: 204, scope: 'case.read', errors: ['not-found', 'bulk-action-runs'] },
  },
});
