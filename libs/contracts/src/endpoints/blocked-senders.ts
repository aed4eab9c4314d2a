import { z } from 'zod';
import { BlockedSender, BlockedSenderQuery, BlockSender } from '../blocked-senders.js';
import { byId, defineEndpoints, mergedCaseErrors } from '../define-endpoints.js';
import { Id, page } from '../primitives.js';
import { replyErrors } from './replies.js';

const tag = 'quarantine';

/** Senders whose messages become spam. */
export const blockedSenderEndpoints = defineEndpoints({
  listBlockedSenders: {
    ...{ method: 'GET', path: '/blocked-senders', tag, summary: 'The block list, those taken off it last' },
    ...{ query: BlockedSenderQuery, response: page(BlockedSender), status: 200, scope: 'sender.block' },
    errors: ['not-found'],
  },
  blockSender: {
    ...{ method: 'POST', path: '/blocked-senders', tag, summary: 'Block a sender by address or domain' },
    ...{ body: BlockSender, response: BlockedSender, status: 201, scope: 'sender.block' },
    errors: ['no-address', 'shared-domain', 'domain-suffix', 'informing-needs-template', ...replyErrors],
  },
  unblockSender: {
    ...{ method: 'POST', path: '/blocked-senders/:id/end', tag, summary: 'Take a sender off the block list' },
    ...{
      params: byId,
      body: z.strictObject({ caseId: Id.optional() }),
      response: null,
      status: 204,
      scope: 'sender.block',
      errors: ['not-found', ...mergedCaseErrors],
    },
  },
});
