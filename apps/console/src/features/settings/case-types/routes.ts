import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const caseTypesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'case-types',
  component: lazyRouteComponent(() => import('./case-types-page.js'), 'CaseTypesPage'),
});
