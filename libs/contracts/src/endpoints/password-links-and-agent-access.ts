import { z } from 'zod';
import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  AgentAccess,
  CheckPasswordLink,
  ChoosePassword,
  CreatePasswordLink,
  ForgotPassword,
  NewPasswordLink,
  OpenPasswordLink,
  PasswordLink,
} from '../password-links.js';
import { Id, page, WholeListQuery } from '../primitives.js';

const ofSession = z.object({ id: Id, sessionId: Id });
const ofToken = z.object({ id: Id, tokenId: Id });

/** Links by which agents choose their password. */
export const passwordLinkEndpoints = defineEndpoints({
  forgotPassword: {
    ...{ method: 'POST', path: '/password-reset', tag: 'session', summary: 'Ask for a mail to choose a new password' },
    ...{ body: ForgotPassword, response: null, status: 204, idempotencyKey: false, scope: 'public' },
    errors: ['too-many-requests'],
  },
  checkPasswordLink: {
    ...{ method: 'POST', path: '/password-link/check', tag: 'session', summary: 'For whom a password link is' },
    ...{ body: CheckPasswordLink, response: OpenPasswordLink, status: 200, idempotencyKey: false, scope: 'public' },
    errors: ['not-found', 'too-many-requests'],
  },
  choosePassword: {
    ...{ method: 'POST', path: '/password-link', tag: 'session', summary: 'Choose a password by a link, once' },
    ...{ body: ChoosePassword, response: null, status: 204, idempotencyKey: false, scope: 'public' },
    errors: ['not-found', 'too-many-requests'],
  },
  listPasswordLinks: {
    ...{ method: 'GET', path: '/password-links', tag: 'administration', summary: 'Invitations and password links' },
    ...{ query: WholeListQuery, response: page(PasswordLink), status: 200, scope: 'agent.manage', errors: [] },
  },
  createPasswordLink: {
    ...{
      method: 'POST',
      path: '/agents/:id/password-link',
      tag: 'administration',
      summary: 'Invite an agent, or let them choose a new password',
    },
    ...{ params: byId, body: CreatePasswordLink, response: NewPasswordLink, status: 201, idempotencyKey: false },
    ...{ scope: 'agent.manage', stepUp: true, errors: ['not-found', 'no-mail-account', 'beyond-own-rights'] },
  },
  revokePasswordLink: {
    ...{
      method: 'DELETE',
      path: '/agents/:id/password-link',
      tag: 'administration',
      summary: 'Withdraw the password links of an agent',
    },
    ...{ params: byId, response: null, status: 204, scope: 'agent.manage', errors: ['not-found', 'beyond-own-rights'] },
  },
});

/** By what agents are signed in, as administrators see and end it. */
export const agentAccessEndpoints = defineEndpoints({
  getAgentAccess: {
    ...{
      method: 'GET',
      path: '/agents/:id/access',
      tag: 'administration',
      summary: 'The sessions and API tokens of an agent',
    },
    ...{ params: byId, response: AgentAccess, status: 200, scope: 'agent.manage', errors: ['not-found'] },
  },
  endAgentAccess: {
    ...{
      method: 'DELETE',
      path: '/agents/:id/access',
      tag: 'administration',
      summary: 'End all sessions and API tokens of an agent',
    },
    ...{ params: byId, response: null, status: 204, scope: 'agent.manage', errors: ['not-found', 'beyond-own-rights'] },
  },
  endAgentSession: {
    ...{
      method: 'DELETE',
      path: '/agents/:id/sessions/:sessionId',
      tag: 'administration',
      summary: 'End a session of an agent',
    },
    ...{
      params: ofSession,
      response: null,
      status: 204,
      scope: 'agent.manage',
      errors: ['not-found', 'beyond-own-rights'],
    },
  },
  endAgentToken: {
    ...{
      method: 'DELETE',
      path: '/agents/:id/tokens/:tokenId',
      tag: 'administration',
      summary: 'Revoke an API token of an agent',
    },
    ...{
      params: ofToken,
      response: null,
      status: 204,
      scope: 'agent.manage',
      errors: ['not-found', 'beyond-own-rights'],
    },
  },
});
