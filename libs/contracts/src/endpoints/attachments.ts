import { Attachment } from '../attachments.js';
import { UPLOAD, byId, defineEndpoints } from '../define-endpoints.js';
import { z } from 'zod';

/** Files of messages, and uploads for them. */
export const attachmentEndpoints = defineEndpoints({
  uploadAttachment: {
    ...{ method: 'POST', path: '/attachments', tag: 'attachments', summary: 'Upload a file for a draft or a reply' },
    ...{
      body: UPLOAD,
      response: Attachment,
      status: 201,
      scope: 'case.reply',
      errors: ['file-too-large'],
    },
  },
  getAttachment: {
    ...{ method: 'GET', path: '/attachments/:id', tag: 'attachments' },
    summary: 'A file as a download; `inline=1` shows a picture, a PDF, a sound or a film in place',
    ...{ params: byId, query: z.object({ inline: z.literal('1').optional() }) },
    // What a browser may show has its own type; everything else comes as bytes.
    response: { file: ['application/octet-stream', 'application/pdf', 'text/plain', 'image/*', 'audio/*', 'video/*'] },
    ...{ status: 200, scope: 'case.read', errors: ['not-found'] },
  },
});
