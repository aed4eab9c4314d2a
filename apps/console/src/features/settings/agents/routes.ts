import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const agentsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'agents',
  component: lazyRouteComponent(() => import('./agents-page.js'), 'AgentsPage'),
});

export const agentRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'agents/$agentId',
  component: lazyRouteComponent(() => import('./agent-page.js'), 'AgentPage'),
});

export const capacityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'capacity',
  component: lazyRouteComponent(() => import('./capacity-page.js'), 'CapacityPage'),
});
