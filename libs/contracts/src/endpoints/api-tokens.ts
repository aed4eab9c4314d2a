import { ApiToken, CreateToken, NewToken } from '../api-tokens.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';

/** The API tokens of the signed-in agent. */
export const apiTokenEndpoints = defineEndpoints({
  listTokens: {
    ...{ method: 'GET', path: '/tokens', tag: 'administration', summary: 'One’s own API tokens' },
    ...{ query: WholeListQuery, response: page(ApiToken), status: 200, scope: 'in-person', errors: [] },
  },
  createToken: {
    ...{ method: 'POST', path: '/tokens', tag: 'administration', summary: 'Create an API token, which is shown once' },
    ...{ body: CreateToken, response: NewToken, status: 201, idempotencyKey: false, scope: 'in-person' },
    ...{ stepUp: true, errors: [] },
  },
  deleteToken: {
    ...{ method: 'DELETE', path: '/tokens/:id', tag: 'administration', summary: 'Revoke an API token' },
    ...{ params: byId, response: null, status: 204, scope: 'in-person', errors: ['not-found'] },
  },
});
