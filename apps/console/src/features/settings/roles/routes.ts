import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const rolesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'roles',
  component: lazyScreen(() => import('./roles-page.js'), 'RolesPage'),
});

export const roleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'roles/$roleId',
  component: lazyScreen(() => import('./role-page.js'), 'RolePage'),
});
