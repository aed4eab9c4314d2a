import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';
import {
  BeginSignIn,
  CreateSignInProvider,
  FinishSignIn,
  ProviderSignOut,
  SamlMetadata,
  SamlProviderFacts,
  SignInBegun,
  SignInFinished,
  SignInLink,
  SignInOptions,
  SignInProvider,
  SignInProviderEffects,
  SignInProviderPreview,
  SignInProviderTest,
  SignInWithoutAccount,
  UpdateSignInProvider,
} from '../sign-in-providers.js';

const wrongSettings = [
  'sign-in-client-needed',
  'sign-in-secret-needed',
  'sign-in-siret-needed',
  'sign-in-nobody-left',
  'no-such-team',
  'not-an-issuer',
  'not-an-entity-id',
  'sign-in-kind-stays',
  'sign-in-address-needed',
  'certificate-needed',
  'not-a-certificate',
  'weak-certificate',
  'beyond-own-rights',
] as const;

/** Signing in at a provider, and the providers themselves. */
export const signInProviderEndpoints = defineEndpoints({
  getSignInOptions: {
    ...{ method: 'GET', path: '/sign-in', tag: 'session', summary: 'By what one can sign in' },
    ...{ response: SignInOptions, status: 200, scope: 'public', errors: ['too-many-requests'] },
  },
  beginSignIn: {
    ...{ method: 'POST', path: '/sign-in/:id', tag: 'session', summary: 'Begin to sign in at a provider' },
    ...{ params: byId, body: BeginSignIn, response: SignInBegun, status: 200, idempotencyKey: false, scope: 'public' },
    errors: ['not-found', 'sign-in-unreachable', 'too-many-requests'],
  },
  finishSignIn: {
    ...{
      method: 'POST',
      path: '/sign-in/:id/finish',
      tag: 'session',
      summary: 'Hand over what the provider sent back; sets the session cookie',
    },
    ...{ params: byId, body: FinishSignIn, response: SignInFinished, status: 201, idempotencyKey: false },
    ...{ scope: 'public' },
    errors: [
      'sign-in-stale',
      'sign-in-canceled',
      'sign-in-unreachable',
      'sign-in-not-proved',
      'sign-in-no-account',
      'sign-in-deactivated',
      'sign-in-waiting',
      'sign-in-wrong-organisation',
      'too-many-requests',
    ],
  },
  getProviderSignOut: {
    ...{
      method: 'GET',
      path: '/session/provider-sign-out',
      tag: 'session',
      summary: 'Where to sign out at the provider, too, after signing out here',
    },
    ...{ response: ProviderSignOut, status: 200, scope: 'in-person', isForEnrolment: true, errors: [] },
  },
  listSignInProviders: {
    ...{ method: 'GET', path: '/sign-in-providers', tag: 'administration', summary: 'Providers of sign-ins' },
    ...{ query: WholeListQuery, response: page(SignInProvider), status: 200, scope: 'organisation.manage', errors: [] },
  },
  createSignInProvider: {
    ...{ method: 'POST', path: '/sign-in-providers', tag: 'administration', summary: 'Add a provider of sign-ins' },
    ...{
      body: CreateSignInProvider,
      response: SignInProvider,
      status: 201,
      scope: 'organisation.manage',
      stepUp: true,
    },
    errors: wrongSettings,
  },
  updateSignInProvider: {
    ...{ method: 'PATCH', path: '/sign-in-providers/:id', tag: 'administration', summary: 'Change a provider' },
    ...{ params: byId, body: UpdateSignInProvider, response: SignInProvider, status: 200 },
    ...{ scope: 'organisation.manage', stepUp: true },
    errors: ['not-found', ...wrongSettings],
  },
  deleteSignInProvider: {
    ...{ method: 'DELETE', path: '/sign-in-providers/:id', tag: 'administration', summary: 'Remove a provider' },
    ...{
      params: byId,
      response: null,
      status: 204,
      scope: 'organisation.manage',
      stepUp: true,
      errors: ['not-found', 'beyond-own-rights', 'sign-in-nobody-left'],
    },
  },
  previewSignInProvider: {
    ...{ method: 'POST', path: '/sign-in-providers/:id/preview', tag: 'administration' },
    summary: 'Whom a change of a provider would take a way to sign in; changes nothing',
    ...{
      params: byId,
      body: SignInProviderPreview,
      response: SignInProviderEffects,
      status: 200,
      idempotencyKey: false,
    },
    ...{ scope: 'organisation.manage', errors: ['not-found'] },
  },
  readSamlMetadata: {
    ...{ method: 'POST', path: '/sign-in-providers/read-metadata', tag: 'administration' },
    summary: 'Read what a SAML provider publishes about itself; changes nothing',
    ...{ body: SamlMetadata, response: SamlProviderFacts, status: 200, idempotencyKey: false },
    ...{ scope: 'organisation.manage', errors: ['not-saml-metadata', 'not-a-certificate', 'weak-certificate'] },
  },
  testSignInProvider: {
    ...{
      method: 'POST',
      path: '/sign-in-providers/:id/test',
      tag: 'administration',
      summary: 'Ask a provider whether agents could sign in by it',
    },
    ...{ params: byId, response: SignInProviderTest, status: 200, idempotencyKey: false },
    ...{ scope: 'organisation.manage', errors: ['not-found'] },
  },
  listSignInsWithoutAccount: {
    ...{ method: 'GET', path: '/sign-in-providers/:id/without-account', tag: 'administration' },
    summary: 'Who was sent by a provider and has no account here, the last first',
    ...{ params: byId, query: WholeListQuery, response: page(SignInWithoutAccount), status: 200 },
    ...{ scope: 'organisation.manage', errors: ['not-found'] },
  },
  listSignInLinks: {
    ...{
      method: 'GET',
      path: '/sign-in-links',
      tag: 'administration',
      summary: 'Accounts at providers by which agents sign in, those that wait for consent first',
    },
    ...{ query: WholeListQuery, response: page(SignInLink), status: 200, scope: 'organisation.manage', errors: [] },
  },
  approveSignInLink: {
    ...{
      method: 'POST',
      path: '/sign-in-links/:id/approve',
      tag: 'administration',
      summary: 'Say that an account at a provider belongs to the agent with its address',
    },
    ...{ params: byId, response: null, status: 204, scope: 'organisation.manage', stepUp: true, errors: ['not-found'] },
  },
  deleteSignInLink: {
    ...{
      method: 'DELETE',
      path: '/sign-in-links/:id',
      tag: 'administration',
      summary: 'Part an agent from an account at a provider; ends the sessions that came from there',
    },
    ...{
      params: byId,
      response: null,
      status: 204,
      scope: 'organisation.manage',
      errors: ['not-found', 'beyond-own-rights'],
    },
  },
});
