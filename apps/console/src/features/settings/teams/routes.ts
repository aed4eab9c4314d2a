import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const teamsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'teams',
  component: lazyScreen(() => import('./teams-page.js'), 'TeamsPage'),
});

const team = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'teams/$teamId',
  component: lazyScreen(() => import('./team-page.js'), 'TeamPage'),
});
const members = createRoute({
  getParentRoute: () => team,
  path: '/',
  component: lazyScreen(() => import('./team-members-page.js'), 'TeamMembersPage'),
});
const hours = createRoute({
  getParentRoute: () => team,
  path: 'hours',
  component: lazyScreen(() => import('./business-hours-page.js'), 'BusinessHoursPage'),
});
const queue = createRoute({
  getParentRoute: () => team,
  path: 'queue',
  component: lazyScreen(() => import('./queue-settings-page.js'), 'QueueSettingsPage'),
});
const signature = createRoute({
  getParentRoute: () => team,
  path: 'signature',
  component: lazyScreen(() => import('./team-signature-page.js'), 'TeamSignaturePage'),
});
export const teamRoutes = team.addChildren([members, hours, queue, signature]);
