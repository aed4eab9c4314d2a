import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const organisationRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'organisation',
  component: lazyRouteComponent(() => import('./organisation-page.js'), 'OrganisationPage'),
});
