import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const sectorsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sectors',
  component: lazyScreen(() => import('./sectors-page.js'), 'SectorsPage'),
});
