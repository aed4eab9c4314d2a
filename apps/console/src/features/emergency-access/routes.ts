import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { importWithRetry } from '../../shared/api/import-with-retry.js';
import { consoleRoute } from '../../shared/router/root-route.js';
import { settingsRoute } from '../../shared/router/settings-route.js';

/** Where the alarm of a broken glass leads, in the product and by mail. */
export const emergencyAccessRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/emergency-access/$accessId',
  component: lazyScreen(() => importWithRetry(() => import('./emergency-access-page.js')), 'EmergencyAccessPage'),
});

export const emergencyAccessesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'emergency-access',
  component: lazyScreen(() => importWithRetry(() => import('./emergency-accesses-page.js')), 'EmergencyAccessesPage'),
});
