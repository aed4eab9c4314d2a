import { z } from 'zod';
import { CreateDkimKey, SendingDomain, UpdateSendingDomain } from '../deliverability.js';
import { defineEndpoints } from '../define-endpoints.js';
import { Id, page, WholeListQuery } from '../primitives.js';

const byDomain = z.strictObject({ domain: z.string().min(1).max(253) });
const byKey = byDomain.extend({ keyId: Id });

const BASE = '/deliverability/:domain';
const manage = { tag: 'channels', scope: 'channel.manage' } as const;

/** The domains from which mail is sent: what their DNS must publish so that it arrives, and the keys by which they sign. */
export const deliverabilityEndpoints = defineEndpoints({
  listSendingDomains: {
    ...{
      ...manage,
      method: 'GET',
      path: '/deliverability',
      summary: 'Domains that send mail, and what their DNS lacks',
    },
    ...{ query: WholeListQuery, response: page(SendingDomain), status: 200, errors: [] },
  },
  checkSendingDomain: {
    ...{ ...manage, method: 'POST', path: `${BASE}/check`, summary: 'Ask DNS now what a domain publishes' },
    ...{ params: byDomain, response: SendingDomain, status: 200, idempotencyKey: false, errors: ['not-found'] },
  },
  updateSendingDomain: {
    ...{
      ...manage,
      method: 'PATCH',
      path: BASE,
      summary: 'Sign the mail of a domain (DKIM), or leave that to its relay',
    },
    ...{ params: byDomain, body: UpdateSendingDomain, response: SendingDomain, status: 200, errors: ['not-found'] },
    stepUp: true,
  },
  createDkimKey: {
    ...{ ...manage, method: 'POST', path: `${BASE}/keys`, summary: 'Make a key with a selector of its own (DKIM)' },
    ...{ params: byDomain, body: CreateDkimKey, response: SendingDomain, status: 201, errors: ['not-found'] },
    stepUp: true,
  },
  deleteDkimKey: {
    ...{ ...manage, method: 'DELETE', path: `${BASE}/keys/:keyId`, summary: 'Delete a key (DKIM)' },
    ...{ params: byKey, response: SendingDomain, status: 200, errors: ['not-found'] },
    stepUp: true,
  },
});
