import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const organisationRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'organisation',
  component: lazyScreen(() => import('./organisation-page.js'), 'OrganisationPage'),
});
