import { Draft, DraftSaved, DraftToDelete, DraftToReplace, SavedDraft } from '../drafts.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { z } from 'zod';

/** What an agent has begun to write in a case: a reply, a note or both. */
export const draftEndpoints = defineEndpoints({
  getDraft: {
    ...{ method: 'GET', path: '/cases/:id/draft', tag: 'cases', summary: 'One’s own drafts in a case' },
    ...{
      params: byId,
      response: z.object({ draft: SavedDraft, noteDraft: SavedDraft }),
      status: 200,
      scope: 'case.read',
      errors: ['not-found'],
    },
  },
  saveDraft: {
    ...{
      method: 'PUT',
      path: '/cases/:id/draft',
      tag: 'cases',
      summary: 'Save one’s own draft of a reply or a note in a case',
    },
    ...{
      params: byId,
      query: DraftToReplace,
      body: Draft,
      response: DraftSaved,
      status: 200,
      scope: 'case.read',
      errors: ['not-found', 'draft-saved-elsewhere'],
    },
  },
  deleteDraft: {
    ...{
      method: 'DELETE',
      path: '/cases/:id/draft',
      tag: 'cases',
      summary: 'Delete one’s own draft of a reply or a note in a case',
    },
    ...{
      params: byId,
      query: DraftToDelete,
      response: null,
      status: 204,
      scope: 'case.read',
      errors: ['not-found', 'draft-saved-elsewhere'],
    },
  },
});
