import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

export const signaturesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'signatures',
  component: lazyScreen(() => import('./signatures-page.js'), 'SignaturesPage'),
});
