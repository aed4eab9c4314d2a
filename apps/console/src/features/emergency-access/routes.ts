import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { importWithRetry } from '../../shared/api/import-with-retry.js';
import { consoleRoute } from '../../shared/router/root-route.js';
import { settingsRoute } from '../../shared/router/settings-route.js';

/** Where the alarm of a broken glass leads, in the product and by mail. */
export const emergencyAccessRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/emergency-access/$accessId',
  component: lazyRouteComponent(
    () => importWithRetry(() => import('./emergency-access-page.js')),
    'EmergencyAccessPage',
  ),
});

export const emergencyAccessesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'emergency-access',
  component: lazyRouteComponent(
    () => importWithRetry(() => import('./emergency-accesses-page.js')),
    'EmergencyAccessesPage',
  ),
});
