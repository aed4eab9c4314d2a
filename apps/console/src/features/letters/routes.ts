import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../shared/router/root-route.js';

export const lettersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/letters',
  component: lazyRouteComponent(() => import('./letters-page.js'), 'LettersPage'),
});
