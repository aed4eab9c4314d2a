import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shared/router/root-route.js';
import { textParam } from '../../shared/router/search-params.js';
import { unwatchSession } from '../../shared/session/watch-session-end.js';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => ({ to: textParam(to) }),
  beforeLoad: unwatchSession,
  component: lazyRouteComponent(() => import('./sign-in-page.js'), 'SignInPage'),
});

/** The page on which the first administrator is created. */
export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: ({ token }: Record<string, unknown>): { token?: string } => ({ token: textParam(token) }),
  beforeLoad: unwatchSession,
  component: lazyRouteComponent(() => import('./first-administrator-page.js'), 'FirstAdministratorPage'),
});
