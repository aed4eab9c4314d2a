import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { NameSender, OtherSenders } from '../other-senders.js';
import { Id } from '../primitives.js';
import { lockedErrors } from './attachments.js';
import { z } from 'zod';

const ofEntry = byId.extend({ entryId: Id });

/** Messages as they came: the raw original, images that its HTML loads from elsewhere, and who else may have written one. */
export const messageOriginalEndpoints = defineEndpoints({
  getOriginal: {
    ...{
      method: 'GET',
      path: '/cases/:id/entries/:entryId/original',
      tag: 'messages',
      summary: 'A message as it came in',
    },
    ...{ params: ofEntry, response: { file: ['application/octet-stream'] }, status: 200, scope: 'case.read' },
    errors: ['not-found', ...lockedErrors],
  },
  getRemoteImage: {
    ...{ method: 'GET', path: '/cases/:id/entries/:entryId/images/:n', tag: 'messages' },
    summary: 'A remote image of a message, fetched by the server so that its sender learns nothing about the agent',
    params: ofEntry.extend({ n: z.coerce.number().int().min(0).max(10_000) }),
    response: { file: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] },
    ...{ status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  listOtherSenders: {
    ...{ method: 'GET', path: '/cases/:id/entries/:entryId/other-senders', tag: 'messages' },
    summary: 'Who else may have written a message by a number that two people use',
    ...{ params: ofEntry, response: OtherSenders, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
  nameSender: {
    ...{ method: 'PUT', path: '/cases/:id/entries/:entryId/sender', tag: 'messages' },
    summary: 'Say who wrote a message by a number that two people use, or take that back',
    ...{ params: ofEntry, body: NameSender, response: null, status: 204, scope: 'case.note' },
    errors: ['not-found', 'no-such-citizen', 'no-such-entry', ...mergedCaseErrors],
  },
});
