import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const slaRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sla',
  component: lazyRouteComponent(() => import('./sla-targets-page.js'), 'SlaTargetsPage'),
});
