import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';
import { SavedView, SavedViewCount, SaveView } from '../saved-views.js';

/** Lists of cases that agents keep under a name. */
export const savedViewEndpoints = defineEndpoints({
  listSavedViews: {
    ...{
      method: 'GET',
      path: '/saved-views',
      tag: 'cases',
      summary: 'The views of the agent, of their teams and of all',
    },
    ...{ query: WholeListQuery, response: page(SavedView), status: 200, scope: 'case.read', errors: [] },
  },
  countSavedViews: {
    ...{
      method: 'GET',
      path: '/saved-views/counts',
      tag: 'cases',
      summary: 'How many cases each of these views holds',
    },
    ...{ query: WholeListQuery, response: page(SavedViewCount), status: 200, scope: 'case.read', errors: [] },
  },
  createSavedView: {
    ...{ method: 'POST', path: '/saved-views', tag: 'cases', summary: 'Save a list of cases as a view' },
    ...{ body: SaveView, response: SavedView, status: 201, scope: 'case.read', errors: ['too-many-views'] },
  },
  updateSavedView: {
    ...{ method: 'PUT', path: '/saved-views/:id', tag: 'cases', summary: 'Replace a view' },
    ...{ params: byId, body: SaveView, response: SavedView, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  deleteSavedView: {
    ...{ method: 'DELETE', path: '/saved-views/:id', tag: 'cases', summary: 'Delete a view' },
    ...{ params: byId, response: null, status: 204, scope: 'case.read', errors: ['not-found'] },
  },
  restoreSavedView: {
    ...{ method: 'POST', path: '/saved-views/:id/restoration', tag: 'cases' },
    summary: 'Take back the deletion of a view, within a day',
    ...{ params: byId, response: SavedView, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
});
