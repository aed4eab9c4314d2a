import { Attachment, TakeLockedFile } from '../attachments.js';
import { EnclosedMessage } from '../enclosed-messages.js';
import { UPLOAD, byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { z } from 'zod';

/** The way to a mail inside of enclosed mails, by the places of the files on it: `2.0`. */
const enclosedPath = z.string().regex(/^\d{1,4}(?:\.\d{1,4}){0,4}$/);

/** A file that agents do not get. */
export const lockedErrors = ['file-locked', 'file-not-scanned'] as const;

/** Files of messages, and uploads for them. */
export const attachmentEndpoints = defineEndpoints({
  uploadAttachment: {
    ...{
      method: 'POST',
      path: '/attachments',
      tag: 'attachments',
      summary: 'Upload a file for a draft, a reply or a note',
    },
    ...{
      body: UPLOAD,
      response: Attachment,
      status: 201,
      scope: 'case.reply',
      errors: ['file-too-large', 'file-infected', 'file-not-scanned'],
    },
  },
  getAttachment: {
    ...{ method: 'GET', path: '/attachments/:id', tag: 'attachments' },
    summary: 'A file as a download; `inline=1` shows a picture, a PDF, a sound or a film in place',
    ...{ params: byId, query: z.object({ inline: z.literal('1').optional() }) },
    // What a browser may show has its own type; everything else comes as bytes.
    response: { file: ['application/octet-stream', 'application/pdf', 'text/plain', 'image/*', 'audio/*', 'video/*'] },
    ...{ status: 200, scope: 'case.read', errors: ['not-found', ...lockedErrors] },
  },
  takeLockedFile: {
    ...{ method: 'POST', path: '/attachments/:id/locked-file', tag: 'attachments' },
    summary: 'A file that is infected or not scanned yet; the timeline keeps the reason',
    ...{ params: byId, body: TakeLockedFile, response: { file: ['application/octet-stream'] }, status: 200 },
    ...{ scope: 'attachment.unlock', stepUp: true, errors: ['not-found', ...mergedCaseErrors] },
  },
  getEnclosedMessage: {
    ...{ method: 'GET', path: '/attachments/:id/message', tag: 'attachments' },
    summary: 'A mail that is attached as a file, read as a message; `within` leads to one inside of it',
    ...{ params: byId, query: z.object({ within: enclosedPath.optional() }) },
    ...{ response: EnclosedMessage, status: 200, scope: 'case.read', errors: ['not-found', ...lockedErrors] },
  },
  getEnclosedFile: {
    ...{ method: 'GET', path: '/attachments/:id/message/files/:n', tag: 'attachments' },
    summary: 'A file of a mail that is attached as a file; `inline=1` shows it in place',
    params: byId.extend({ n: z.coerce.number().int().min(0).max(9999) }),
    query: z.object({ within: enclosedPath.optional(), inline: z.literal('1').optional() }),
    response: { file: ['application/octet-stream', 'application/pdf', 'text/plain', 'image/*', 'audio/*', 'video/*'] },
    ...{ status: 200, scope: 'case.read', errors: ['not-found', ...lockedErrors] },
  },
});
