import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../shared/router/root-route.js';

export const quarantineRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/quarantine',
  component: lazyRouteComponent(() => import('./quarantine-page.js'), 'QuarantinePage'),
});
