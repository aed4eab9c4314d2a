import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id } from '../primitives.js';
import {
  PostSideMessage,
  SideConversation,
  SideConversations,
  SideRecipients,
  StartSideConversation,
  UpdateSideConversation,
} from '../side-conversations.js';

const bySideId = byId.extend({ sideId: Id });

const errors = [
  ...(['not-found', 'disclosure-check', 'disclosure', 'no-account', 'recipient-is-citizen'] as const),
  ...(['no-such-upload', 'no-files-here', 'too-many-files', 'files-too-large', 'too-long'] as const),
  ...mergedCaseErrors,
] as const;

/** Correspondence about a case with others than its citizen. */
export const sideConversationEndpoints = defineEndpoints({
  listSideConversations: {
    ...{ method: 'GET', path: '/cases/:id/side-conversations', tag: 'messages' },
    summary: 'The side conversations of a case with their messages, the oldest first',
    ...{ params: byId, response: SideConversations, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  listSideRecipients: {
    ...{ method: 'GET', path: '/side-recipients', tag: 'messages' },
    summary: 'Who was asked in side conversations before, to choose from',
    ...{ response: SideRecipients, status: 200, scope: 'case.reply', errors: [] },
  },
  startSideConversation: {
    ...{ method: 'POST', path: '/cases/:id/side-conversations', tag: 'messages' },
    summary: 'Forward a message or a case, or ask somebody about it; the citizen learns nothing of it',
    ...{ params: byId, body: StartSideConversation, response: SideConversation, status: 202, scope: 'case.reply' },
    errors: [...errors, 'not-an-address', 'own-address'],
  },
  postSideMessage: {
    ...{ method: 'POST', path: '/cases/:id/side-conversations/:sideId/messages', tag: 'messages' },
    summary: 'Write in a side conversation; one that is closed is open again',
    ...{
      params: bySideId,
      body: PostSideMessage,
      response: SideConversation,
      status: 202,
      scope: 'case.reply',
      errors,
    },
  },
  retrySideMessage: {
    ...{ method: 'POST', path: '/cases/:id/side-conversations/:sideId/messages/:messageId/retry', tag: 'messages' },
    summary: 'Send a failed message of a side conversation again',
    ...{ params: bySideId.extend({ messageId: Id }), response: SideConversation, status: 202, scope: 'case.reply' },
    errors: ['not-found', 'already-sent', 'recipient-is-citizen', ...mergedCaseErrors],
  },
  updateSideConversation: {
    ...{ method: 'PATCH', path: '/cases/:id/side-conversations/:sideId', tag: 'messages' },
    summary: 'Close a side conversation, or open it again',
    ...{ params: bySideId, body: UpdateSideConversation, response: SideConversation, status: 200, scope: 'case.reply' },
    errors: ['not-found', ...mergedCaseErrors],
  },
});
