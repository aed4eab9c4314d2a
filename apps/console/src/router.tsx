import type { CaseView } from '@guichet/contracts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { isFailure } from './api/failure.js';
import { sessionQuery } from './api/queries.js';
import { Inbox } from './inbox/inbox.js';
import { inboxSearch } from './inbox/inbox-search.js';
import { queryClient } from './query-client.js';
import { NoCase } from './shell/no-case.js';
import { NotFound, Trouble } from './shell/trouble.js';
import { Frame } from './shell/frame.js';
import { guard, unguard } from './session/gate.js';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const position = (value: unknown) => (Number(value) >= 1 ? Math.floor(Number(value)) : undefined);
// Not needed by a list that is only looked at; fetched as soon as the list has been painted.
const CaseRoute = lazyRouteComponent(() => import('./case/case-route.js'), 'CaseRoute');

/** Where in a timeline a case opens. */
interface At {
  at?: number;
}
const views: readonly CaseView[] = ['mine', 'unassigned', 'team', 'all'];

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }: ErrorComponentProps) => <Trouble error={error} onRetry={reset} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => ({ to: text(search['to']) }),
  beforeLoad: unguard,
  component: lazyRouteComponent(() => import('./session/sign-in.js'), 'SignIn'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: text(search['token']) }),
  beforeLoad: unguard,
  component: lazyRouteComponent(() => import('./session/setup.js'), 'SetUp'),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ location }) => {
    const failure: unknown = await queryClient.ensureQueryData(sessionQuery).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (isFailure(failure, 'not-signed-in')) {
      const to = location.href === '/' ? undefined : location.href;
      return redirect({ to: '/sign-in', search: { to }, replace: true, throw: true });
    }
    if (failure instanceof Error) throw failure;
    guard();
  },
  component: Frame,
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => redirect({ to: '/inbox/$view', params: { view: 'all' }, replace: true, throw: true }),
});

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox/$view',
  params: {
    parse: ({ view }) => ({ view: views.find((known) => known === view) ?? 'all' }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: inboxSearch,
  component: Inbox,
});
const inboxNone = createRoute({ getParentRoute: () => inbox, path: '/', component: NoCase });
const inboxCase = createRoute({
  getParentRoute: () => inbox,
  path: '$caseId',
  validateSearch: (search: Record<string, unknown>): At => ({ at: position(search['at']) }),
  component: CaseRoute,
});

const anyCase = createRoute({
  getParentRoute: () => desk,
  path: '/cases/$caseId',
  beforeLoad: ({ params }) =>
    redirect({
      to: '/inbox/$view/$caseId',
      params: { view: 'all', caseId: params.caseId },
      replace: true,
      throw: true,
    }),
});

const search = createRoute({
  getParentRoute: () => desk,
  path: '/search',
  validateSearch: (found: Record<string, unknown>): { q?: string } => ({ q: text(found['q']) }),
  component: lazyRouteComponent(() => import('./search/search.js'), 'Search'),
});
const searchNone = createRoute({ getParentRoute: () => search, path: '/', component: NoCase });
const searchCase = createRoute({
  getParentRoute: () => search,
  path: '$caseId',
  validateSearch: (found: Record<string, unknown>): At => ({ at: position(found['at']) }),
  component: CaseRoute,
});

const holdingPen = createRoute({
  getParentRoute: () => desk,
  path: '/holding-pen',
  component: lazyRouteComponent(() => import('./holding-pen/holding-pen.js'), 'HoldingPen'),
});

const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings.js'), 'Settings'),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => redirect({ to: '/settings/account', replace: true, throw: true }),
});
const account = createRoute({
  getParentRoute: () => settings,
  path: 'account',
  component: lazyRouteComponent(() => import('./settings/account.js'), 'Account'),
});
const channels = createRoute({
  getParentRoute: () => settings,
  path: 'channels',
  component: lazyRouteComponent(() => import('./settings/channels.js'), 'Channels'),
});
const agents = createRoute({
  getParentRoute: () => settings,
  path: 'agents',
  component: lazyRouteComponent(() => import('./settings/agents.js'), 'Agents'),
});
const teams = createRoute({
  getParentRoute: () => settings,
  path: 'teams',
  component: lazyRouteComponent(() => import('./settings/teams.js'), 'Teams'),
});

const routeTree = root.addChildren([
  signIn,
  setUp,
  desk.addChildren([
    home,
    inbox.addChildren([inboxNone, inboxCase]),
    anyCase,
    search.addChildren([searchNone, searchCase]),
    holdingPen,
    settings.addChildren([settingsHome, account, channels, agents, teams]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  // Plain `?q=12`: an address that people read, and that keeps a number they typed a text.
  parseSearch: (raw) => Object.fromEntries(new URLSearchParams(raw)),
  stringifySearch: (values) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(values))
      if (value !== undefined && value !== '') params.set(name, String(value));
    return params.size ? `?${params}` : '';
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
