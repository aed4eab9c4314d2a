import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { AddedNote } from '../entries.js';
import { PostNote } from '../post-note.js';

/** Internal notes. */
export const noteEndpoints = defineEndpoints({
  addNote: {
    ...{ method: 'POST', path: '/cases/:id/notes', tag: 'messages', summary: 'Add a note that only agents see' },
    ...{
      params: byId,
      body: PostNote,
      response: AddedNote,
      status: 201,
      scope: 'case.note',
      errors: ['not-found', 'mention-cannot-see', ...mergedCaseErrors],
    },
  },
});
