import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const refusedSignInsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'refused-sign-ins',
  component: lazyScreen(() => import('./refused-sign-ins-page.js'), 'RefusedSignInsPage'),
});
