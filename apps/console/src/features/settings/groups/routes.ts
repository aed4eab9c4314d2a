import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const groupsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'groups',
  component: lazyRouteComponent(() => import('./groups-page.js'), 'GroupsPage'),
});
