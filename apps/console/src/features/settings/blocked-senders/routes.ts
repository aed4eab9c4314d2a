import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const blockedSendersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'blocked-senders',
  component: lazyRouteComponent(() => import('./blocked-senders-page.js'), 'BlockedSendersPage'),
});
