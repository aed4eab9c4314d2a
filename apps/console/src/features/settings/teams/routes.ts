import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const teamsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'teams',
  component: lazyRouteComponent(() => import('./teams.js'), 'Teams'),
});

const team = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'teams/$teamId',
  component: lazyRouteComponent(() => import('./team.js'), 'TeamScreen'),
});
const members = createRoute({
  getParentRoute: () => team,
  path: '/',
  component: lazyRouteComponent(() => import('./members.js'), 'Members'),
});
const hours = createRoute({
  getParentRoute: () => team,
  path: 'hours',
  component: lazyRouteComponent(() => import('./hours.js'), 'Hours'),
});
const queue = createRoute({
  getParentRoute: () => team,
  path: 'queue',
  component: lazyRouteComponent(() => import('./queue.js'), 'Queue'),
});
export const teamRoutes = team.addChildren([members, hours, queue]);
