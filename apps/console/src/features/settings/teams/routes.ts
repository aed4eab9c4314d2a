import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const teamsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'teams',
  component: lazyRouteComponent(() => import('./teams-page.js'), 'TeamsPage'),
});

const team = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'teams/$teamId',
  component: lazyRouteComponent(() => import('./team-page.js'), 'TeamPage'),
});
const members = createRoute({
  getParentRoute: () => team,
  path: '/',
  component: lazyRouteComponent(() => import('./team-members-page.js'), 'TeamMembersPage'),
});
const hours = createRoute({
  getParentRoute: () => team,
  path: 'hours',
  component: lazyRouteComponent(() => import('./business-hours-page.js'), 'BusinessHoursPage'),
});
const queue = createRoute({
  getParentRoute: () => team,
  path: 'queue',
  component: lazyRouteComponent(() => import('./queue-settings-page.js'), 'QueueSettingsPage'),
});
const signature = createRoute({
  getParentRoute: () => team,
  path: 'signature',
  component: lazyRouteComponent(() => import('./team-signature-page.js'), 'TeamSignaturePage'),
});
export const teamRoutes = team.addChildren([members, hours, queue, signature]);
