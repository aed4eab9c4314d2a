import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

/** `CONSENT_PATH` of the contracts. */
export const consentRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'channels/consent',
  component: lazyRouteComponent(() => import('./consent-page.js'), 'ConsentPage'),
});

export const channelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'channels',
  component: lazyRouteComponent(() => import('./channels-page.js'), 'ChannelsPage'),
});
