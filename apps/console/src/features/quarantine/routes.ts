import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { consoleRoute } from '../../shared/router/root-route.js';

export const quarantineRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/quarantine',
  component: lazyScreen(() => import('./quarantine-page.js'), 'QuarantinePage'),
});
