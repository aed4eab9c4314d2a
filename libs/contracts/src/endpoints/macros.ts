import { byId, closingErrors, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import {
  ApplyMacro,
  Macro,
  MacroPreview,
  MacroRun,
  PreviewMacro,
  ReplaceMacro,
  SaveMacro,
  UndoMacroRun,
} from '../macros.js';
import { page, WholeListQuery } from '../primitives.js';

const refusals = [
  'macro-changed',
  'too-many-tags',
  'macro-not-for-case',
  'macro-target-gone',
  ...closingErrors,
  ...mergedCaseErrors,
] as const;

/** Several acts under one name, applied to a case at once. */
export const macroEndpoints = defineEndpoints({
  listMacros: {
    ...{ method: 'GET', path: '/macros', tag: 'cases', summary: 'The macros of the agent, of their teams and of all' },
    ...{ query: WholeListQuery, response: page(Macro), status: 200, scope: 'case.read', errors: [] },
  },
  createMacro: {
    ...{ method: 'POST', path: '/macros', tag: 'cases', summary: 'Make a macro' },
    ...{ body: SaveMacro, response: Macro, status: 201, scope: 'case.update' },
    errors: ['macro-act-twice', 'macro-too-long', 'too-many-macros', 'too-many-shared-macros'],
  },
  updateMacro: {
    ...{ method: 'PUT', path: '/macros/:id', tag: 'cases', summary: 'Replace a macro' },
    ...{ params: byId, body: ReplaceMacro, response: Macro, status: 200, scope: 'case.update' },
    errors: ['not-found', 'macro-act-twice', 'macro-too-long', 'saved-meanwhile', 'too-many-shared-macros'],
  },
  deleteMacro: {
    ...{ method: 'DELETE', path: '/macros/:id', tag: 'cases', summary: 'Delete a macro' },
    ...{ params: byId, response: null, status: 204, scope: 'case.update', errors: ['not-found'] },
  },
  restoreMacro: {
    ...{ method: 'POST', path: '/macros/:id/restoration', tag: 'cases' },
    summary: 'Take back the deletion of a macro, within a day',
    ...{ params: byId, response: Macro, status: 200, scope: 'case.update' },
    errors: ['not-found', 'too-many-macros', 'too-many-shared-macros'],
  },
  previewMacro: {
    ...{ method: 'POST', path: '/cases/:id/macro-preview', tag: 'cases' },
    summary: 'What each act of a macro would do to a case, without doing it',
    ...{ params: byId, body: PreviewMacro, response: MacroPreview, status: 200, scope: 'case.update' },
    errors: ['not-found'],
  },
  applyMacro: {
    ...{ method: 'POST', path: '/cases/:id/macro-runs', tag: 'cases' },
    summary: 'Apply a macro to a case: all of its acts, or none',
    ...{ params: byId, body: ApplyMacro, response: MacroRun, status: 200, ifMatch: true, scope: 'case.update' },
    errors: ['not-found', 'conflict', ...refusals],
  },
  undoMacro: {
    ...{ method: 'POST', path: '/cases/:id/macro-runs/undo', tag: 'cases' },
    summary: 'Take back what a macro has changed in a case; its note stays',
    ...{ params: byId, body: UndoMacroRun, response: null, status: 204, scope: 'case.update' },
    errors: ['not-found', 'undo-late', 'undone-already', ...mergedCaseErrors],
  },
});
