import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const surveysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'surveys',
  component: lazyRouteComponent(() => import('./survey-settings-page.js'), 'SurveySettingsPage'),
});
