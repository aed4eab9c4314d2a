import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const macrosRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'macros',
  component: lazyScreen(() => import('./macros-page.js'), 'MacrosPage'),
});
