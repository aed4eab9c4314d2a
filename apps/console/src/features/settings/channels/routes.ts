import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

/** `CONSENT_PATH` of the contracts. */
export const consentRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'channels/consent',
  component: lazyScreen(() => import('./oauth-consent-return-page.js'), 'OAuthConsentReturnPage'),
});

export const channelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'channels',
  component: lazyScreen(() => import('./channels-page.js'), 'ChannelsPage'),
});
