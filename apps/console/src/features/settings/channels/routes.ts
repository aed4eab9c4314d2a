import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const channelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'channels',
  component: lazyRouteComponent(() => import('./channels-page.js'), 'ChannelsPage'),
});
