import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const notificationSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'notifications',
  component: lazyScreen(() => import('./notification-settings-page.js'), 'NotificationSettingsPage'),
});
