import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  ConfirmSecondFactor,
  Proof,
  RecoveryCodes,
  RemoveSecondFactor,
  SecondFactorSecret,
  SecondFactorState,
  SecondStep,
  SignInRules,
  SignInRulesState,
} from '../second-factor.js';
import { SignedIn } from '../sessions.js';

/** The second factor of agents, the second step of a sign-in, and the proof that sensitive acts ask for. */
export const secondFactorEndpoints = defineEndpoints({
  passSecondStep: {
    ...{ method: 'POST', path: '/session/second-step', tag: 'session' },
    summary: 'Sign in: the code, after the password was right',
    ...{ body: SecondStep, response: SignedIn, status: 201, idempotencyKey: false, scope: 'public' },
    errors: ['wrong-code', 'second-step-expired', 'too-many-requests'],
  },
  getSecondFactor: {
    ...{ method: 'GET', path: '/me/second-factor', tag: 'session', summary: 'One’s own second factor' },
    ...{ response: SecondFactorState, status: 200, scope: 'in-person', isForEnrolment: true, errors: [] },
  },
  beginSecondFactor: {
    ...{ method: 'POST', path: '/me/second-factor', tag: 'session', summary: 'A secret for an authenticator app' },
    ...{ response: SecondFactorSecret, status: 201, idempotencyKey: false, scope: 'in-person', stepUp: true },
    ...{ isForEnrolment: true, errors: ['second-factor-exists', 'second-factor-proof-needed'] },
  },
  confirmSecondFactor: {
    ...{ method: 'POST', path: '/me/second-factor/confirmation', tag: 'session' },
    summary: 'Confirm the second factor by a code; returns the recovery codes, which are shown once',
    ...{ body: ConfirmSecondFactor, response: RecoveryCodes, status: 200, idempotencyKey: false, scope: 'in-person' },
    ...{ isForEnrolment: true },
    errors: [
      ...(['code-wrong', 'second-factor-exists', 'second-factor-not-begun'] as const),
      ...(['second-factor-proof-needed', 'too-many-requests'] as const),
    ],
  },
  renewRecoveryCodes: {
    ...{ method: 'POST', path: '/me/second-factor/recovery-codes', tag: 'session' },
    summary: 'New recovery codes, which are shown once; those before are void',
    ...{ response: RecoveryCodes, status: 201, idempotencyKey: false, scope: 'in-person' },
    errors: ['not-found', 'second-factor-proof-needed'],
  },
  removeSecondFactor: {
    ...{ method: 'POST', path: '/me/second-factor/removal', tag: 'session', summary: 'Remove one’s own second factor' },
    ...{ body: RemoveSecondFactor, response: null, status: 204, idempotencyKey: false, scope: 'in-person' },
    errors: ['not-found', 'password-wrong', 'code-wrong', 'step-up-required', 'too-many-requests'],
  },
  getSecondFactorOf: {
    ...{ method: 'GET', path: '/agents/:id/second-factor', tag: 'administration' },
    summary: 'Whether an agent has a second factor',
    ...{ params: byId, response: SecondFactorState, status: 200, scope: 'agent.manage', errors: ['not-found'] },
  },
  resetSecondFactor: {
    ...{ method: 'DELETE', path: '/agents/:id/second-factor', tag: 'administration' },
    summary: 'Remove the second factor of an agent, who is notified',
    ...{ params: byId, response: null, status: 204, scope: 'agent.manage', stepUp: true },
    errors: ['not-found', 'beyond-own-rights'],
  },
  getProof: {
    ...{ method: 'GET', path: '/session/proof', tag: 'session' },
    summary: 'Whether this session has proved recently who uses it; refused with `step-up-required` where not',
    ...{ response: null, status: 204, scope: 'in-person', stepUp: true, isForEnrolment: true, errors: [] },
  },
  prove: {
    ...{ method: 'POST', path: '/session/proof', tag: 'session' },
    summary: 'Prove again who uses this session, by the password, a code or a passkey',
    ...{ body: Proof, response: null, status: 204, idempotencyKey: false, scope: 'in-person', isForEnrolment: true },
    errors: ['password-wrong', 'code-wrong', 'passkey-refused', 'passkey-stale', 'too-many-requests'],
  },
  getSignInRules: {
    ...{ method: 'GET', path: '/sign-in-rules', tag: 'administration', summary: 'Of whom a second factor is required' },
    ...{ response: SignInRulesState, status: 200, scope: 'organisation.manage', errors: [] },
  },
  saveSignInRules: {
    ...{ method: 'PUT', path: '/sign-in-rules', tag: 'administration', summary: 'Require a second factor' },
    ...{ body: SignInRules, response: SignInRules, status: 200, scope: 'organisation.manage', stepUp: true },
    errors: [],
  },
});
