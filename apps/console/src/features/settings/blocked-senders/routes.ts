import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const blockedSendersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'blocked-senders',
  component: lazyScreen(() => import('./blocked-senders-page.js'), 'BlockedSendersPage'),
});
