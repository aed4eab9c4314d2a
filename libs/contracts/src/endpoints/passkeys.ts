import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  AddPasskey,
  BeginPasskeyUse,
  Passkey,
  PasskeyAdded,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRequest,
  RenamePasskey,
} from '../passkeys.js';
import { page, WholeListQuery } from '../primitives.js';
import { SignedIn } from '../sessions.js';

/** Passkeys: to sign in by one, to prove by one who uses a session, and those of an agent. */
export const passkeyEndpoints = defineEndpoints({
  beginPasskeyUse: {
    ...{ method: 'POST', path: '/session/passkey/challenge', tag: 'session' },
    summary: 'What a passkey signs to sign in, or to prove who uses this session',
    ...{ body: BeginPasskeyUse, response: PasskeyRequest, status: 200, idempotencyKey: false, scope: 'public' },
    errors: ['passkeys-unavailable', 'too-many-requests'],
  },
  signInByPasskey: {
    ...{ method: 'POST', path: '/session/passkey', tag: 'session', summary: 'Sign in by a passkey; no code follows' },
    ...{ body: PasskeyAssertion, response: SignedIn, status: 201, idempotencyKey: false, scope: 'public' },
    errors: ['passkey-refused', 'sign-in-by-provider', 'passkey-stale', 'passkeys-unavailable', 'too-many-requests'],
  },
  listPasskeys: {
    ...{ method: 'GET', path: '/me/passkeys', tag: 'session', summary: 'One’s own passkeys' },
    ...{ query: WholeListQuery, response: page(Passkey), status: 200, scope: 'in-person', errors: [] },
  },
  beginPasskey: {
    ...{
      method: 'POST',
      path: '/me/passkeys/challenge',
      tag: 'session',
      summary: 'What a browser needs for a passkey',
    },
    ...{ response: PasskeyCreation, status: 200, idempotencyKey: false, scope: 'in-person', stepUp: true },
    ...{ isForEnrolment: true, errors: ['passkeys-unavailable', 'too-many-passkeys', 'second-factor-proof-needed'] },
  },
  addPasskey: {
    ...{ method: 'POST', path: '/me/passkeys', tag: 'session' },
    summary: 'Add a passkey; the agent is told, and gets recovery codes with the first one',
    ...{ body: AddPasskey, response: PasskeyAdded, status: 201, idempotencyKey: false, scope: 'in-person' },
    ...{ isForEnrolment: true },
    errors: [
      ...(['passkey-exists', 'passkey-not-proved', 'passkey-stale', 'passkeys-unavailable'] as const),
      ...(['too-many-passkeys', 'second-factor-proof-needed'] as const),
    ],
  },
  renamePasskey: {
    ...{ method: 'PATCH', path: '/me/passkeys/:id', tag: 'session', summary: 'Rename a passkey' },
    ...{ params: byId, body: RenamePasskey, response: null, status: 204, scope: 'in-person', errors: ['not-found'] },
  },
  deletePasskey: {
    ...{ method: 'DELETE', path: '/me/passkeys/:id', tag: 'session' },
    summary:
      'Remove a passkey, of which the agent is told; the last second factor needs a proof by a passkey or a code',
    ...{ params: byId, response: null, status: 204, scope: 'in-person' },
    errors: ['not-found', 'step-up-required', 'second-factor-proof-needed'],
  },
  deletePasskeysOf: {
    ...{ method: 'DELETE', path: '/agents/:id/passkeys', tag: 'administration' },
    summary: 'Remove all passkeys of an agent, who is notified',
    ...{ params: byId, response: null, status: 204, scope: 'agent.manage', stepUp: true },
    errors: ['not-found', 'beyond-own-rights'],
  },
});
