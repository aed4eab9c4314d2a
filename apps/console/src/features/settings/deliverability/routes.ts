import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../../shared/router/lazy-parts.js';
import { loadNamespace } from '../../../shared/i18n/index.js';
import { settingsRoute } from '../../../shared/router/settings-route.js';

/** Loads the page together with its texts. */
async function withTexts<Screen>(load: () => Promise<Screen>) {
  const [screen] = await Promise.all([load(), loadNamespace('deliverability')]);
  return screen;
}

export const deliverabilityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'deliverability',
  component: lazyScreen(() => withTexts(() => import('./deliverability-page.js')), 'DeliverabilityPage'),
});
