import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const agentsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'agents',
  component: lazyScreen(() => import('./agents-page.js'), 'AgentsPage'),
});

export const agentRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'agents/$agentId',
  component: lazyScreen(() => import('./agent-page.js'), 'AgentPage'),
});

export const capacityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'capacity',
  component: lazyScreen(() => import('./capacity-page.js'), 'CapacityPage'),
});
