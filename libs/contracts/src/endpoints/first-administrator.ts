import { defineEndpoints } from '../define-endpoints.js';
import { Setup, SetupState } from '../first-administrator.js';
import { SignedIn } from '../sessions.js';

/** Creates the first administrator of a new installation. */
export const firstAdministratorEndpoints = defineEndpoints({
  getSetup: {
    ...{
      method: 'GET',
      path: '/setup',
      tag: 'session',
      summary: 'Whether the first administrator is still to be created',
    },
    ...{ response: SetupState, status: 200, scope: 'public', errors: ['too-many-requests'] },
  },
  setUp: {
    ...{ method: 'POST', path: '/setup', tag: 'session', summary: 'Create the first administrator and sign them in' },
    ...{ body: Setup, response: SignedIn, status: 201, idempotencyKey: false, scope: 'public' },
    errors: ['not-found', 'too-many-requests'],
  },
});
