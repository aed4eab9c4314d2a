import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const surveysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'surveys',
  component: lazyScreen(() => import('./survey-settings-page.js'), 'SurveySettingsPage'),
});
