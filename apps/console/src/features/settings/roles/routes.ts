import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const rolesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'roles',
  component: lazyRouteComponent(() => import('./roles-page.js'), 'RolesPage'),
});

export const roleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'roles/$roleId',
  component: lazyRouteComponent(() => import('./role-page.js'), 'RolePage'),
});
