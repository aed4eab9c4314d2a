import { z } from 'zod';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { AddedNote } from '../entries.js';
import { PostNote, PostNoteWithFiles } from '../post-note.js';
import { Id } from '../primitives.js';

const byEntry = z.object({ id: Id, entryId: Id });

/** Internal notes. */
export const noteEndpoints = defineEndpoints({
  addNote: {
    ...{ method: 'POST', path: '/cases/:id/notes', tag: 'messages', summary: 'Add a note that only agents see' },
    ...{
      params: byId,
      body: PostNoteWithFiles,
      response: AddedNote,
      status: 201,
      scope: 'case.note',
      errors: ['not-found', 'mention-cannot-see', 'no-such-upload', ...mergedCaseErrors],
    },
  },
  editNote: {
    ...{ method: 'PUT', path: '/cases/:id/notes/:entryId', tag: 'messages' },
    summary: 'Edit an own note, or restore one that was removed',
    ...{ params: byEntry, body: PostNote, response: AddedNote, status: 200, scope: 'case.note' },
    errors: ['not-found', 'note-of-other', 'note-of-handover', 'mention-cannot-see', ...mergedCaseErrors],
  },
  removeNote: {
    ...{ method: 'DELETE', path: '/cases/:id/notes/:entryId', tag: 'messages', summary: 'Remove an own note' },
    ...{ params: byEntry, response: null, status: 204, scope: 'case.note' },
    errors: ['not-found', 'note-of-other', 'note-of-handover', ...mergedCaseErrors],
  },
});
