import { byId, defineEndpoints } from '../define-endpoints.js';
import { Id, page, WholeListQuery } from '../primitives.js';
import {
  CreateServiceAccount,
  CreateServiceSecret,
  NewServiceSecret,
  ServiceAccount,
  UpdateServiceAccount,
} from '../service-accounts.js';

/** Accounts of the organisation for programs, and their secrets. */
export const serviceAccountEndpoints = defineEndpoints({
  listServiceAccounts: {
    ...{ method: 'GET', path: '/service-accounts', tag: 'administration', summary: 'All service accounts' },
    ...{ query: WholeListQuery, response: page(ServiceAccount), status: 200, scope: 'agent.manage', errors: [] },
  },
  createServiceAccount: {
    ...{ method: 'POST', path: '/service-accounts', tag: 'administration', summary: 'Create a service account' },
    ...{ body: CreateServiceAccount, response: ServiceAccount, status: 201, scope: 'agent.manage', stepUp: true },
    errors: ['service-name-taken'],
  },
  updateServiceAccount: {
    ...{
      method: 'PATCH',
      path: '/service-accounts/:id',
      tag: 'administration',
      summary: 'Change, enable or disable a service account',
    },
    ...{ params: byId, body: UpdateServiceAccount, response: ServiceAccount, status: 200, scope: 'agent.manage' },
    ...{ stepUp: true, errors: ['not-found', 'service-name-taken', 'beyond-own-rights'] },
  },
  deleteServiceAccount: {
    ...{
      method: 'DELETE',
      path: '/service-accounts/:id',
      tag: 'administration',
      summary: 'Delete a service account with its secrets',
    },
    ...{ params: byId, response: null, status: 204, scope: 'agent.manage', stepUp: true },
    errors: ['not-found', 'beyond-own-rights'],
  },
  createServiceSecret: {
    ...{
      method: 'POST',
      path: '/service-accounts/:id/secrets',
      tag: 'administration',
      summary: 'Make a new secret, which is shown once; those before end after an overlap',
    },
    ...{ params: byId, body: CreateServiceSecret, response: NewServiceSecret, status: 201, idempotencyKey: false },
    ...{ scope: 'agent.manage', stepUp: true, errors: ['not-found', 'number-too-high', 'beyond-own-rights'] },
  },
  endServiceSecret: {
    ...{
      method: 'DELETE',
      path: '/service-accounts/:id/secrets/:secretId',
      tag: 'administration',
      summary: 'End a secret of a service account at once',
    },
    ...{ params: byId.extend({ secretId: Id }), response: null, status: 204, scope: 'agent.manage' },
    errors: ['not-found', 'beyond-own-rights'],
  },
});
