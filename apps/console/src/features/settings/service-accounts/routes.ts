import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const serviceAccountsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'service-accounts',
  component: lazyRouteComponent(() => import('./service-accounts-page.js'), 'ServiceAccountsPage'),
});

export const serviceAccountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'service-accounts/$accountId',
  component: lazyRouteComponent(() => import('./service-account-page.js'), 'ServiceAccountPage'),
});
