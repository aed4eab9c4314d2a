import { byId, closingErrors, defineEndpoints } from '../define-endpoints.js';
import {
  Authorities,
  PostTransmission,
  PreviewTransmission,
  Transmission,
  TransmissionPreview,
} from '../transmissions.js';
import { replyErrors } from './replies.js';

const errors = [
  ...replyErrors,
  ...(['recipient-is-citizen', 'no-such-upload', 'no-files-here', 'too-many-files', 'files-too-large'] as const),
  ...(['still-to-come', 'no-transfer-template'] as const),
] as const;

/** Requests that came to the wrong administration. */
export const transmissionEndpoints = defineEndpoints({
  listAuthorities: {
    ...{ method: 'GET', path: '/transmission-authorities', tag: 'messages' },
    summary: 'The administrations to which requests were passed on before, to choose from',
    ...{ response: Authorities, status: 200, scope: 'case.reply', errors: [] },
  },
  previewTransmission: {
    ...{ method: 'POST', path: '/cases/:id/transmissions/preview', tag: 'messages' },
    summary:
      'What the competent administration and the citizen would be sent, and what the disclosure check finds in it',
    ...{ params: byId, body: PreviewTransmission, response: TransmissionPreview, status: 200, idempotencyKey: false },
    ...{ scope: 'case.reply', errors },
  },
  postTransmission: {
    ...{ method: 'POST', path: '/cases/:id/transmissions', tag: 'messages' },
    summary: 'Pass a request on to the competent administration, and tell the citizen; `If-Match` guards it',
    ...{ params: byId, body: PostTransmission, response: Transmission, status: 202, ifMatch: true },
    ...{
      scope: 'case.reply',
      errors: [...errors, 'transmission-under-way', ...closingErrors],
    },
  },
});
