import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { NoCaseSelected } from '../../shared/layout/no-case-selected.js';
import { consoleRoute } from '../../shared/router/root-route.js';
import { caseSearch, textParam } from '../../shared/router/text-and-case-search-params.js';
import { CaseRoute } from '../case/index.js';

const search = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/search',
  validateSearch: ({ q, order }: Record<string, unknown>): { q?: string; order?: 'newest' } => ({
    q: textParam(q),
    ...(order === 'newest' && { order }),
  }),
  component: lazyScreen(() => import('./search-page.js'), 'SearchPage'),
});
const searchNone = createRoute({ getParentRoute: () => search, path: '/', component: NoCaseSelected });
const searchCase = createRoute({
  getParentRoute: () => search,
  path: '$caseId',
  validateSearch: caseSearch,
  component: CaseRoute,
});
export const searchRoutes = search.addChildren([searchNone, searchCase]);
