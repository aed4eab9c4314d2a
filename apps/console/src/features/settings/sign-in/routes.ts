import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const signInProvidersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sign-in',
  component: lazyRouteComponent(() => import('./sign-in-providers-page.js'), 'SignInProvidersPage'),
});

export const signInProviderRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sign-in/$providerId',
  component: lazyRouteComponent(() => import('./sign-in-provider-page.js'), 'SignInProviderPage'),
});
