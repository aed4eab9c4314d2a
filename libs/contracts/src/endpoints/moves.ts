import { MergeCase, MoveDone, MoveEntries, MoveUndone, SplitCase } from '../case-moves.js';
import { CaseDetail, SetCitizen } from '../cases.js';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id } from '../primitives.js';

/** Moves, splits and merges of cases, and their undoing; another citizen for a case. */
export const moveEndpoints = defineEndpoints({
  mergeCase: {
    ...{
      method: 'POST',
      path: '/cases/:id/merge',
      tag: 'moves',
      summary: 'Move every entry into another case and close this one',
    },
    ...{ params: byId, body: MergeCase, response: MoveDone, status: 200, scope: 'case.move' },
    errors: ['not-found', 'same-case', 'sector-reason-needed', 'would-be-seen', ...mergedCaseErrors],
  },
  splitCase: {
    ...{ method: 'POST', path: '/cases/:id/split', tag: 'moves', summary: 'Move entries into a new case' },
    ...{ params: byId, body: SplitCase, response: MoveDone, status: 201, scope: 'case.move' },
    errors: ['not-found', 'conflict', 'no-such-citizen', ...mergedCaseErrors],
  },
  moveEntries: {
    ...{ method: 'POST', path: '/cases/:id/move', tag: 'moves', summary: 'Move entries into another case' },
    ...{ params: byId, body: MoveEntries, response: MoveDone, status: 200, scope: 'case.move' },
    errors: ['not-found', 'same-case', 'sector-reason-needed', 'would-be-seen', 'conflict', ...mergedCaseErrors],
  },
  undoMove: {
    ...{ method: 'POST', path: '/cases/:id/moves/:moveId/undo', tag: 'moves', summary: 'Undo a merge, split or move' },
    ...{ params: byId.extend({ moveId: Id }), response: MoveUndone, status: 200, scope: 'case.move' },
    errors: ['not-found', 'undone-already', 'moved-on', 'would-be-seen', 'undo-leaves-sector'],
  },
  setCitizen: {
    ...{ method: 'PATCH', path: '/cases/:id/citizen', tag: 'moves', summary: 'Say whom a case is about' },
    ...{ params: byId, body: SetCitizen, response: CaseDetail, status: 200, scope: 'case.update' },
    errors: ['not-found', 'address-of', ...mergedCaseErrors],
  },
});
