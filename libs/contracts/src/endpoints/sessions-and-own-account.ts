import { UpdateMe } from '../agents.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, PageQuery, WholeListQuery } from '../primitives.js';
import { RefusedSignIn } from '../refused-sign-ins.js';
import { OpenSession, Session, SignIn, SignedIn } from '../sessions.js';

/** The signed-in agent: signing in and out, open sessions, and what agents change of themselves. */
export const sessionEndpoints = defineEndpoints({
  signIn: {
    ...{ method: 'POST', path: '/session', tag: 'session', summary: 'Sign in; sets the session cookie' },
    ...{ body: SignIn, response: SignedIn, status: 201, idempotencyKey: false, scope: 'public' },
    errors: ['wrong-credentials', 'second-factor-required', 'wrong-code', 'too-many-requests'],
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
    ...{ response: null, status: 204, scope: 'signed-in', isForEnrolment: true, errors: [] },
  },
  updateMe: {
    ...{
      method: 'PATCH',
      path: '/me',
      tag: 'session',
      summary: 'Change one’s own name, function, language, theme, order of cases or password',
    },
    ...{ body: UpdateMe, response: null, status: 204, scope: 'in-person', errors: ['too-many-requests'] },
  },
  listSessions: {
    ...{ method: 'GET', path: '/sessions', tag: 'session', summary: 'One’s own open sessions' },
    ...{ query: WholeListQuery, response: page(OpenSession), status: 200, scope: 'in-person', errors: [] },
  },
  endOtherSessions: {
    ...{ method: 'DELETE', path: '/sessions', tag: 'session', summary: 'End all of one’s own sessions but this one' },
    ...{ response: null, status: 204, scope: 'in-person', stepUp: true, errors: [] },
  },
  endSession: {
    ...{ method: 'DELETE', path: '/sessions/:id', tag: 'session', summary: 'End one of one’s own sessions' },
    ...{ params: byId, response: null, status: 204, scope: 'in-person', stepUp: true, errors: ['not-found'] },
  },
  listRefusedSignIns: {
    ...{
      method: 'GET',
      path: '/refused-sign-ins',
      tag: 'administration',
      summary: 'Sign-ins of the last 30 days with a wrong address, password or code, newest first',
    },
    ...{ query: PageQuery, response: page(RefusedSignIn), status: 200, scope: 'agent.manage', errors: [] },
  },
});
