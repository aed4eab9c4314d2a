import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const agentsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'agents',
  component: lazyRouteComponent(() => import('./agents.js'), 'Agents'),
});

export const agentRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'agents/$agentId',
  component: lazyRouteComponent(() => import('./agent.js'), 'AgentScreen'),
});

export const capacityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'capacity',
  component: lazyRouteComponent(() => import('./capacity.js'), 'Capacity'),
});
