import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const slaRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'sla',
  component: lazyScreen(() => import('./sla-targets-page.js'), 'SlaTargetsPage'),
});
