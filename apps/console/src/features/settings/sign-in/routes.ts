import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const signInProvidersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sign-in',
  component: lazyScreen(() => import('./sign-in-providers-page.js'), 'SignInProvidersPage'),
});

export const signInProviderRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sign-in/$providerId',
  component: lazyScreen(() => import('./sign-in-provider-page.js'), 'SignInProviderPage'),
});
