import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const caseTypesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'case-types',
  component: lazyScreen(() => import('./case-types-page.js'), 'CaseTypesPage'),
});

export const caseTypeFieldsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'case-types/$caseTypeId',
  component: lazyScreen(() => import('./case-type-fields-page.js'), 'CaseTypeFieldsPage'),
});
