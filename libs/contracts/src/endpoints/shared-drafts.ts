import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { AddedNote } from '../entries.js';
import { PostNote } from '../post-note.js';
import { SaveSharedDraft, SharedDraft, TakeOverSharedDraft } from '../shared-drafts.js';

const ofCase = { params: byId, tag: 'cases' } as const;

/** The draft of a reply that agents write together, one after the other. */
export const sharedDraftEndpoints = defineEndpoints({
  getSharedDraft: {
    ...ofCase,
    ...{ method: 'GET', path: '/cases/:id/shared-draft', summary: 'The shared draft of a case, with its comments' },
    ...{ response: SharedDraft, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  shareDraft: {
    ...ofCase,
    ...{ method: 'POST', path: '/cases/:id/shared-draft', summary: 'Share one’s draft of a reply with colleagues' },
    ...{ response: SharedDraft, status: 201, scope: 'case.reply' },
    errors: ['not-found', ...mergedCaseErrors, 'draft-shared-already', 'nothing-to-share'],
  },
  saveSharedDraft: {
    ...ofCase,
    ...{ method: 'PUT', path: '/cases/:id/shared-draft', summary: 'Save what one has written in a shared draft' },
    ...{ body: SaveSharedDraft, response: null, status: 204, scope: 'case.reply' },
    errors: ['not-found', 'draft-of-colleague'],
  },
  takeOverSharedDraft: {
    ...ofCase,
    ...{ method: 'POST', path: '/cases/:id/shared-draft/take-over', summary: 'Go on writing a shared draft' },
    ...{ body: TakeOverSharedDraft, response: SharedDraft, status: 200, scope: 'case.reply' },
    errors: ['not-found', ...mergedCaseErrors, 'draft-not-shared', 'draft-of-colleague'],
  },
  unshareDraft: {
    ...ofCase,
    ...{ method: 'DELETE', path: '/cases/:id/shared-draft', summary: 'Make a shared draft one’s own again' },
    ...{ response: null, status: 204, scope: 'case.reply' },
    errors: ['not-found', ...mergedCaseErrors, 'draft-of-colleague', 'draft-of-several'],
  },
  commentSharedDraft: {
    ...ofCase,
    ...{ method: 'POST', path: '/cases/:id/shared-draft/comments', summary: 'Comment a shared draft by a note' },
    ...{ body: PostNote, response: AddedNote, status: 201, scope: 'case.note' },
    errors: ['not-found', 'mention-cannot-see', ...mergedCaseErrors, 'draft-not-shared'],
  },
});
