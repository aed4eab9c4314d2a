import { Agent, CreateAgent, CreateTeam, Team, UpdateAgent, UpdateMe, UpdateTeam } from '../agents.js';
import { byId, defineEndpoints } from '../endpoint.js';
import { Organisation } from '../organisation.js';
import { page } from '../primitives.js';
import {
  ApiToken,
  CreateToken,
  NewToken,
  OpenSession,
  Session,
  Setup,
  SetupState,
  SignedIn,
  SignIn,
} from '../session.js';

/** Signing in, agents, teams, tokens and the organisation itself. */
export const accessEndpoints = defineEndpoints({
  signIn: {
    ...{ method: 'POST', path: '/session', tag: 'session', summary: 'Sign in; sets the session cookie' },
    ...{ body: SignIn, response: SignedIn, status: 201, scope: 'public' },
    errors: ['wrong-credentials', 'too-many-requests'],
  },
  getSession: {
    ...{
      method: 'GET',
      path: '/session',
      tag: 'session',
      summary: 'The signed-in agent, with permissions and CSRF token',
    },
    ...{ response: Session, status: 200, scope: 'public', errors: ['not-signed-in'] },
  },
  signOut: {
    ...{ method: 'DELETE', path: '/session', tag: 'session', summary: 'Sign out' },
    ...{ response: null, status: 204, scope: 'signed-in', errors: [] },
  },
  updateMe: {
    ...{ method: 'PATCH', path: '/me', tag: 'session', summary: 'Change one’s own name, language, theme or password' },
    ...{ body: UpdateMe, response: null, status: 204, scope: 'in-person', errors: [] },
  },
  listSessions: {
    ...{ method: 'GET', path: '/sessions', tag: 'session', summary: 'One’s own open sessions' },
    ...{ response: page(OpenSession), status: 200, scope: 'in-person', errors: [] },
  },
  endSession: {
    ...{ method: 'DELETE', path: '/sessions/:id', tag: 'session', summary: 'End one of one’s own sessions' },
    ...{ params: byId, response: null, status: 204, scope: 'in-person', errors: ['not-found'] },
  },
  getSetup: {
    ...{
      method: 'GET',
      path: '/setup',
      tag: 'session',
      summary: 'Whether the first administrator is still to be created',
    },
    ...{ response: SetupState, status: 200, scope: 'public', errors: [] },
  },
  setUp: {
    ...{ method: 'POST', path: '/setup', tag: 'session', summary: 'Create the first administrator and sign them in' },
    ...{ body: Setup, response: SignedIn, status: 201, scope: 'public' },
    errors: ['not-found', 'too-many-requests'],
  },
  listAgents: {
    ...{ method: 'GET', path: '/agents', tag: 'administration', summary: 'All agents' },
    ...{ response: page(Agent), status: 200, scope: 'agent.read', errors: [] },
  },
  createAgent: {
    ...{ method: 'POST', path: '/agents', tag: 'administration', summary: 'Create an agent' },
    ...{ body: CreateAgent, response: Agent, status: 201, scope: 'agent.manage', errors: ['conflict'] },
  },
  updateAgent: {
    ...{ method: 'PATCH', path: '/agents/:id', tag: 'administration', summary: 'Change or deactivate an agent' },
    ...{ params: byId, body: UpdateAgent, response: Agent, status: 200, scope: 'agent.manage' },
    errors: ['not-found', 'conflict'],
  },
  listTeams: {
    ...{ method: 'GET', path: '/teams', tag: 'administration', summary: 'All teams' },
    ...{ response: page(Team), status: 200, scope: 'team.read', errors: [] },
  },
  createTeam: {
    ...{ method: 'POST', path: '/teams', tag: 'administration', summary: 'Create a team' },
    ...{ body: CreateTeam, response: Team, status: 201, scope: 'team.manage', errors: ['conflict'] },
  },
  updateTeam: {
    ...{ method: 'PATCH', path: '/teams/:id', tag: 'administration', summary: 'Change a team and its members' },
    ...{ params: byId, body: UpdateTeam, response: Team, status: 200, scope: 'team.manage' },
    errors: ['not-found', 'conflict'],
  },
  listTokens: {
    ...{ method: 'GET', path: '/tokens', tag: 'administration', summary: 'One’s own API tokens' },
    ...{ response: page(ApiToken), status: 200, scope: 'in-person', errors: [] },
  },
  createToken: {
    ...{ method: 'POST', path: '/tokens', tag: 'administration', summary: 'Create an API token, which is shown once' },
    ...{ body: CreateToken, response: NewToken, status: 201, scope: 'in-person', errors: [] },
  },
  deleteToken: {
    ...{ method: 'DELETE', path: '/tokens/:id', tag: 'administration', summary: 'Revoke an API token' },
    ...{ params: byId, response: null, status: 204, scope: 'in-person', errors: ['not-found'] },
  },
  getOrganisation: {
    ...{
      method: 'GET',
      path: '/organisation',
      tag: 'administration',
      summary: 'Name, address and hours of the organisation',
    },
    ...{ response: Organisation, status: 200, scope: 'signed-in', errors: [] },
  },
  saveOrganisation: {
    ...{
      method: 'PUT',
      path: '/organisation',
      tag: 'administration',
      summary: 'Replace what is known of the organisation',
    },
    ...{ body: Organisation, response: Organisation, status: 200, scope: 'organisation.manage', errors: [] },
  },
});
