import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const signaturesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'signatures',
  component: lazyRouteComponent(() => import('./signatures-page.js'), 'SignaturesPage'),
});
