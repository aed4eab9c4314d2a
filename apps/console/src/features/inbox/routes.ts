import { caseViews } from '@guichet/contracts';
import { createRoute, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../../shared/api/queries.js';
import { queryClient } from '../../shared/api/query-client.js';
import { inboxSearch } from '../../shared/cases/inbox-search-params.js';
import { landingList } from '../../shared/cases/landing-list.js';
import { NoCaseSelected } from '../../shared/layout/no-case-selected.js';
import { consoleRoute } from '../../shared/router/root-route.js';
import { caseSearch } from '../../shared/router/text-and-case-search-params.js';
import { CaseRoute } from '../case/index.js';
import { Inbox } from './inbox.js';

const inbox = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/inbox/$view',
  params: {
    parse: ({ view }) => ({ view: caseViews.find((known) => known === view) ?? 'all' }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: inboxSearch,
  component: Inbox,
});
const inboxNone = createRoute({ getParentRoute: () => inbox, path: '/', component: NoCaseSelected });
const inboxCase = createRoute({
  getParentRoute: () => inbox,
  path: '$caseId',
  validateSearch: caseSearch,
  component: CaseRoute,
});
export const inboxRoutes = inbox.addChildren([inboxNone, inboxCase]);

/** Where an agent begins. */
const toLanding = () => {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  const may = session?.permissions ?? [];
  // Whoever sees figures alone begins with them.
  if (!session || !may.includes('case.read'))
    return redirect({ to: may.includes('metrics.read') ? '/dashboards' : '/settings', replace: true, throw: true });
  const { view, search } = landingList({ role: session.agent.role, permissions: may });
  return redirect({ to: '/inbox/$view', params: { view }, search, replace: true, throw: true });
};
export const homeRoute = createRoute({ getParentRoute: () => consoleRoute, path: '/', beforeLoad: toLanding });
/** What people type who have seen the addresses of lists. */
export const inboxRedirectRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/inbox',
  beforeLoad: toLanding,
});

/** The lasting address of a case, whichever list it stands in. */
export const caseRedirectRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/cases/$caseId',
  validateSearch: caseSearch,
  beforeLoad: ({ params, search }) =>
    redirect({
      to: '/inbox/$view/$caseId',
      params: { view: 'all', caseId: params.caseId },
      search,
      replace: true,
      throw: true,
    }),
});
