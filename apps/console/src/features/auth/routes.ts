import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { rootRoute } from '../../shared/router/root-route.js';
import { textParam } from '../../shared/router/text-and-case-search-params.js';
import { unwatchSession } from '../../shared/session/watch-session-end.js';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => ({ to: textParam(to) }),
  beforeLoad: unwatchSession,
  component: lazyScreen(() => import('./sign-in-page.js'), 'SignInPage'),
});

/** Where a provider sends back whoever has signed in there. */
export const signInReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/return/$providerId',
  beforeLoad: unwatchSession,
  component: lazyScreen(() => import('./sign-in-return-page.js'), 'SignInReturnPage'),
});

/** Asks for a mail by which a new password is chosen. */
export const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  beforeLoad: unwatchSession,
  component: lazyScreen(() => import('./forgot-password-page.js'), 'ForgotPasswordPage'),
});

/** The page of a link by which a password is chosen. */
export const choosePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/choose-password',
  beforeLoad: unwatchSession,
  component: lazyScreen(() => import('./choose-password-page.js'), 'ChoosePasswordPage'),
});

/** The page on which the first administrator is created. */
export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: ({ token }: Record<string, unknown>): { token?: string } => ({ token: textParam(token) }),
  beforeLoad: unwatchSession,
  component: lazyScreen(() => import('./first-administrator-page.js'), 'FirstAdministratorPage'),
});
