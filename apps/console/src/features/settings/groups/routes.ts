import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const groupsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'groups',
  component: lazyScreen(() => import('./directory-groups-page.js'), 'DirectoryGroupsPage'),
});
