import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const refusedSignInsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'refused-sign-ins',
  component: lazyRouteComponent(() => import('./refused-sign-ins-page.js'), 'RefusedSignInsPage'),
});
