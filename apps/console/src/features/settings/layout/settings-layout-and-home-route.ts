import { createRoute, redirect } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

/** The list of the settings pages beside the page that is open. */
export const settingsLayout = lazyScreen(() => import('./settings-layout.js'), 'SettingsLayout');

export const settingsHomeRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => redirect({ to: '/settings/account', replace: true, throw: true }),
});
