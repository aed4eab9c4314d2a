import { CheckMessage, CheckedMessage } from '../disclosure-check.js';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Entry } from '../entries.js';
import { AnswerInvitation } from '../meeting-invitations.js';
import { PostMessage } from '../post-message.js';
import { Id } from '../primitives.js';

const ofEntry = byId.extend({ entryId: Id });

const unreachable = [
  ...(['window-closed', 'never-wrote', 'no-consent', 'not-proved', 'no-recipient', 'one-recipient'] as const),
  ...(['no-account', 'account-off', 'nothing-sent', 'not-an-address', 'own-address', 'not-by-this-account'] as const),
] as const;

const unusableTemplate = [
  ...(['no-template', 'wrong-blanks', 'template-withdrawn', 'template-not-usable', 'template-unresolved'] as const),
  ...([
    'template-value',
    'template-too-large',
    'template-replaced',
    'mandatory-deleted',
    'document-needed',
    'header-file-needed',
    'header-file-single',
    'header-file-unfit',
    'files-not-carried',
    'html-differs',
  ] as const),
] as const;

/** Why a reply is refused. */
export const replyErrors = [
  ...([
    'not-found',
    'disclosure-check',
    'disclosure',
    'empty-message',
    'author-anonymous',
    'too-long',
    'reply-page-taken',
  ] as const),
  ...mergedCaseErrors,
  ...unreachable,
  ...unusableTemplate,
] as const;

/** Messages to citizens: checked, sent, canceled, sent again. */
export const replyEndpoints = defineEndpoints({
  postMessage: {
    ...{
      method: 'POST',
      path: '/cases/:id/messages',
      tag: 'messages',
      summary: 'Reply to the citizen; `If-Match` guards it',
    },
    ...{ params: byId, body: PostMessage, response: Entry, status: 202, ifMatch: true, scope: 'case.reply' },
    errors: [...replyErrors, 'draft-of-colleague', 'draft-not-shared'],
  },
  answerInvitation: {
    ...{
      method: 'POST',
      path: '/cases/:id/messages/:entryId/answer',
      tag: 'messages',
      summary: 'Answer the invitation of a message, by a reply to its organiser',
    },
    ...{ params: ofEntry, body: AnswerInvitation, response: Entry, status: 202, scope: 'case.reply' },
    errors: replyErrors,
  },
  checkMessage: {
    ...{ method: 'POST', path: '/cases/:id/messages/check', tag: 'messages' },
    summary: 'What should be looked at before a reply leaves; nothing when all is well',
    ...{
      params: byId,
      body: CheckMessage,
      response: CheckedMessage,
      status: 200,
      idempotencyKey: false,
      scope: 'case.reply',
      errors: ['not-found'],
    },
  },
  cancelMessage: {
    ...{ method: 'DELETE', path: '/cases/:id/messages/:entryId', tag: 'messages', summary: 'Cancel a scheduled reply' },
    ...{ params: ofEntry, response: null, status: 204, scope: 'case.reply', errors: ['not-found', 'already-sent'] },
  },
  sendMessageNow: {
    ...{
      method: 'POST',
      path: '/cases/:id/messages/:entryId/send-now',
      tag: 'messages',
      summary: 'Send a scheduled reply now',
    },
    ...{ params: ofEntry, response: Entry, status: 202, scope: 'case.reply' },
    errors: ['not-found', 'already-sent', 'undo-of-colleague', 'taken-back', 'template-withdrawn'],
  },
  retryMessage: {
    ...{
      method: 'POST',
      path: '/cases/:id/messages/:entryId/retry',
      tag: 'messages',
      summary: 'Send a failed reply again',
    },
    ...{ params: ofEntry, response: Entry, status: 202, scope: 'case.reply' },
    errors: ['not-found', 'already-sent', 'taken-back', 'template-withdrawn'],
  },
});
