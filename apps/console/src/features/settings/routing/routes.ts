import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';
import { textParam } from '../../../shared/router/text-and-case-search-params.js';

export const routingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'routing',
  validateSearch: (search: Record<string, unknown>): { case?: string } => ({ case: textParam(search['case']) }),
  component: lazyScreen(() => import('./routing-page.js'), 'RoutingPage'),
});
