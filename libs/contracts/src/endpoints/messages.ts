import { z } from 'zod';
import { Attachment } from '../attachments.js';
import { CaseDetail } from '../cases.js';
import { OpenByContact, PostContact } from '../contacts.js';
import { CheckedMessage, CheckMessage } from '../disclosure.js';
import { byId, defineEndpoints, UPLOAD } from '../endpoint.js';
import { Entry, PostMessage, PostNote } from '../entries.js';
import { Id, page, PageQuery } from '../primitives.js';
import { QuarantinedEnvelope } from '../quarantine.js';
import { ReplyRoutes } from '../reply-routes.js';

const ofEntry = byId.extend({ entryId: Id });
const merged = ['merged-into', 'merged-away'] as const;
const unreachable = [
  ...(['window-closed', 'never-wrote', 'no-consent', 'not-proved', 'no-recipient', 'one-recipient'] as const),
  ...(['no-account', 'nothing-sent', 'not-an-address', 'own-address', 'not-by-this-account'] as const),
] as const;
const unusableTemplate = [
  ...(['no-template', 'wrong-blanks', 'template-withdrawn', 'template-not-usable', 'template-unresolved'] as const),
  ...(['template-value', 'template-too-large', 'template-replaced', 'mandatory-deleted', 'html-differs'] as const),
] as const;

/** Replies, notes, attachments, contacts by other ways, and the quarantine. */
export const messageEndpoints = defineEndpoints({
  postMessage: {
    ...{
      method: 'POST',
      path: '/cases/:id/messages',
      tag: 'messages',
      summary: 'Reply to the citizen; `If-Match` guards it',
    },
    ...{ params: byId, body: PostMessage, response: Entry, status: 202, scope: 'case.reply' },
    errors: [
      ...([
        'not-found',
        'case-changed',
        'disclosure-check',
        'disclosure',
        'empty-message',
        'too-long',
        'too-large',
      ] as const),
      ...merged,
      ...unreachable,
      ...unusableTemplate,
    ],
  },
  checkMessage: {
    ...{ method: 'POST', path: '/cases/:id/messages/check', tag: 'messages' },
    summary: 'What should be looked at before a reply leaves; nothing when all is well',
    ...{
      params: byId,
      body: CheckMessage,
      response: CheckedMessage,
      status: 200,
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
    errors: ['not-found', 'already-sent', 'taken-back'],
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
  addNote: {
    ...{ method: 'POST', path: '/cases/:id/notes', tag: 'messages', summary: 'Add a note that only agents see' },
    ...{
      params: byId,
      body: PostNote,
      response: Entry,
      status: 201,
      scope: 'case.note',
      errors: ['not-found', ...merged],
    },
  },
  getOriginal: {
    ...{
      method: 'GET',
      path: '/cases/:id/entries/:entryId/original',
      tag: 'messages',
      summary: 'A message as it came in',
    },
    ...{ params: ofEntry, response: { file: ['application/octet-stream'] }, status: 200, scope: 'case.read' },
    errors: ['not-found'],
  },
  getRemoteImage: {
    ...{ method: 'GET', path: '/cases/:id/entries/:entryId/images/:n', tag: 'messages' },
    summary: 'A remote image of a message, fetched by the server so that its sender learns nothing about the agent',
    params: ofEntry.extend({ n: z.coerce.number().int().min(0).max(10_000) }),
    response: { file: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] },
    ...{ status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  listReplyRoutes: {
    ...{
      method: 'GET',
      path: '/cases/:id/reply-routes',
      tag: 'contacts',
      summary: 'How the citizen of a case can be answered',
    },
    ...{ params: byId, response: ReplyRoutes, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  recordContact: {
    ...{
      method: 'POST',
      path: '/cases/:id/contacts',
      tag: 'contacts',
      summary: 'Write down a call, a visit or a letter',
    },
    ...{ params: byId, body: PostContact, response: Entry, status: 201, scope: 'case.note' },
    errors: ['not-found', 'nothing-written-down', 'still-to-come', 'no-address', ...merged],
  },
  openCaseByContact: {
    ...{
      method: 'POST',
      path: '/contacts',
      tag: 'contacts',
      summary: 'Write down a call, a visit or a letter in a new case',
    },
    ...{ body: OpenByContact, response: CaseDetail, status: 201, scope: 'case.create' },
    errors: ['not-found', 'nothing-written-down', 'still-to-come', 'no-address', 'no-such-team'],
  },
  uploadAttachment: {
    ...{ method: 'POST', path: '/attachments', tag: 'attachments', summary: 'Upload a file for a draft or a reply' },
    ...{
      body: UPLOAD,
      response: Attachment,
      status: 201,
      scope: 'case.reply',
      errors: ['too-large', 'too-many-requests'],
    },
  },
  getAttachment: {
    ...{ method: 'GET', path: '/attachments/:id', tag: 'attachments' },
    summary: 'A file as a download; `inline=1` shows a picture as part of its message',
    ...{ params: byId, query: z.object({ inline: z.literal('1').optional() }) },
    ...{ response: { file: ['application/octet-stream'] }, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  listQuarantine: {
    ...{
      method: 'GET',
      path: '/quarantine',
      tag: 'quarantine',
      summary: 'What could not become an entry, newest first',
    },
    ...{ query: PageQuery.extend({ cursor: Id.optional() }), response: page(QuarantinedEnvelope), status: 200 },
    ...{ scope: 'quarantine.read', errors: [] },
  },
  replayEnvelope: {
    ...{ method: 'POST', path: '/quarantine/:id/replay', tag: 'quarantine', summary: 'Process an envelope again' },
    ...{ params: byId, response: null, status: 204, scope: 'quarantine.replay', errors: ['not-found'] },
  },
  getQuarantinedOriginal: {
    ...{ method: 'GET', path: '/quarantine/:id/original', tag: 'quarantine', summary: 'An envelope as it came in' },
    ...{ params: byId, response: { file: ['application/octet-stream'] }, status: 200, scope: 'quarantine.read' },
    errors: ['not-found'],
  },
});
