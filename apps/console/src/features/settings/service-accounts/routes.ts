import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const serviceAccountsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'service-accounts',
  component: lazyScreen(() => import('./service-accounts-page.js'), 'ServiceAccountsPage'),
});

export const serviceAccountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'service-accounts/$accountId',
  component: lazyScreen(() => import('./service-account-page.js'), 'ServiceAccountPage'),
});
