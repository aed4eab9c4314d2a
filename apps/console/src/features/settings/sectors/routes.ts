import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const sectorsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sectors',
  component: lazyRouteComponent(() => import('./sectors-page.js'), 'SectorsPage'),
});
