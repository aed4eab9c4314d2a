import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { consoleRoute } from '../../shared/router/root-route.js';

export const lettersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/letters',
  component: lazyScreen(() => import('./letters-page.js'), 'LettersPage'),
});
