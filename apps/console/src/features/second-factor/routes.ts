import { createRoute, redirect } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { queryClient } from '../../shared/api/query-client.js';
import { rootRoute } from '../../shared/router/root-route.js';
import { textParam } from '../../shared/router/text-and-case-search-params.js';

/** Where agents are led who must set up a second factor before they can do anything else. */
export const requiredSecondFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-factor',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => ({ to: textParam(to) }),
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => undefined);
    if (session?.secondFactor !== 'missing') return redirect({ to: '/', replace: true, throw: true });
  },
  component: lazyScreen(() => import('./required-second-factor-page.js'), 'RequiredSecondFactorPage'),
});
