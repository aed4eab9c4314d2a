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
import { learn } from './i18n/index.js';
import { historySearch } from './dashboards/history-search.js';
import { voicesSearch } from './dashboards/voices-search.js';
import { daysSearch, librarySearch, templateSearch } from './templates/template-search.js';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const position = (value: unknown) => (Number(value) >= 1 ? Math.floor(Number(value)) : undefined);
// Not needed by a list that is only looked at; fetched as soon as the list has been painted.
const CaseRoute = lazyRouteComponent(() => import('./case/case-route.js'), 'CaseRoute');

/** A screen of the dashboards, with their words. */
async function withFigures<Screen>(load: () => Promise<Screen>) {
  const [screen] = await Promise.all([load(), learn('dashboards')]);
  return screen;
}

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

const team = createRoute({
  getParentRoute: () => settings,
  path: 'teams/$teamId',
  component: lazyRouteComponent(() => import('./team/team.js'), 'TeamScreen'),
});
const teamMembers = createRoute({
  getParentRoute: () => team,
  path: '/',
  component: lazyRouteComponent(() => import('./team/members.js'), 'Members'),
});
const teamHours = createRoute({
  getParentRoute: () => team,
  path: 'hours',
  component: lazyRouteComponent(() => import('./team/hours.js'), 'Hours'),
});
const teamQueue = createRoute({
  getParentRoute: () => team,
  path: 'queue',
  component: lazyRouteComponent(() => import('./team/queue.js'), 'Queue'),
});

const agent = createRoute({
  getParentRoute: () => settings,
  path: 'agents/$agentId',
  component: lazyRouteComponent(() => import('./agent/agent.js'), 'AgentScreen'),
});
const capacity = createRoute({
  getParentRoute: () => settings,
  path: 'capacity',
  component: lazyRouteComponent(() => import('./settings/capacity.js'), 'Capacity'),
});

const organisation = createRoute({
  getParentRoute: () => settings,
  path: 'organisation',
  component: lazyRouteComponent(() => import('./settings/organisation.js'), 'OrganisationForm'),
});

const surveys = createRoute({
  getParentRoute: () => settings,
  path: 'surveys',
  component: lazyRouteComponent(() => import('./settings/surveys.js'), 'Surveys'),
});
const routing = createRoute({
  getParentRoute: () => settings,
  path: 'routing',
  validateSearch: (search: Record<string, unknown>): { case?: string } => ({ case: text(search['case']) }),
  component: lazyRouteComponent(() => import('./circulation/routing.js'), 'Routing'),
});
const kinds = createRoute({
  getParentRoute: () => settings,
  path: 'kinds',
  component: lazyRouteComponent(() => import('./settings/kinds.js'), 'Kinds'),
});
const targets = createRoute({
  getParentRoute: () => settings,
  path: 'targets',
  component: lazyRouteComponent(() => import('./circulation/targets.js'), 'Targets'),
});

const templates = createRoute({ getParentRoute: () => desk, path: '/templates', component: Outlet });
const library = createRoute({
  getParentRoute: () => templates,
  id: 'library',
  component: lazyRouteComponent(() => import('./templates/library.js'), 'Library'),
});
const libraryAll = createRoute({
  getParentRoute: () => library,
  path: '/',
  validateSearch: librarySearch,
  component: lazyRouteComponent(() => import('./templates/library-list.js'), 'LibraryList'),
});
const libraryConsistency = createRoute({
  getParentRoute: () => library,
  path: 'consistency',
  validateSearch: daysSearch,
  component: lazyRouteComponent(() => import('./templates/consistency-overview.js'), 'Overview'),
});
const template = createRoute({
  getParentRoute: () => templates,
  path: '$templateId',
  validateSearch: templateSearch,
  component: lazyRouteComponent(() => import('./templates/template.js'), 'TemplateScreen'),
});
const templateText = createRoute({
  getParentRoute: () => template,
  path: '/',
  component: lazyRouteComponent(() => import('./templates/text.js'), 'TemplateText'),
});
const templateVersions = createRoute({
  getParentRoute: () => template,
  path: 'versions',
  component: lazyRouteComponent(() => import('./templates/versions.js'), 'Versions'),
});
const templateUse = createRoute({
  getParentRoute: () => template,
  path: 'use',
  component: lazyRouteComponent(() => import('./templates/use-page.js'), 'UsePage'),
});
const templateConsistency = createRoute({
  getParentRoute: () => template,
  path: 'consistency',
  component: lazyRouteComponent(() => import('./templates/consistency.js'), 'Consistency'),
});

const dashboards = createRoute({
  getParentRoute: () => desk,
  path: '/dashboards',
  component: lazyRouteComponent(() => withFigures(() => import('./dashboards/dashboards.js')), 'Dashboards'),
});
const dashboardsNow = createRoute({
  getParentRoute: () => dashboards,
  path: '/',
  component: lazyRouteComponent(() => import('./dashboards/now.js'), 'Now'),
});
const dashboardsHistory = createRoute({
  getParentRoute: () => dashboards,
  path: 'history',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('./dashboards/history.js'), 'History'),
});
const dashboardsMetric = createRoute({
  getParentRoute: () => dashboards,
  path: 'history/$metric',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('./dashboards/metric.js'), 'MetricPage'),
});
const dashboardsVoices = createRoute({
  getParentRoute: () => dashboards,
  path: 'voices',
  validateSearch: voicesSearch,
  component: lazyRouteComponent(() => import('./dashboards/voices.js'), 'Voices'),
});
const dashboardsReports = createRoute({
  getParentRoute: () => dashboards,
  path: 'reports',
  component: lazyRouteComponent(() => import('./dashboards/reports.js'), 'Reports'),
});
const wall = createRoute({
  getParentRoute: () => desk,
  path: '/dashboards/wall',
  staticData: { bare: true },
  component: lazyRouteComponent(() => withFigures(() => import('./dashboards/wall.js')), 'Wall'),
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
    settings.addChildren([
      settingsHome,
      account,
      channels,
      agents,
      agent,
      teams,
      team.addChildren([teamMembers, teamHours, teamQueue]),
      routing,
      kinds,
      targets,
      capacity,
      surveys,
      organisation,
    ]),
    templates.addChildren([
      library.addChildren([libraryAll, libraryConsistency]),
      template.addChildren([templateText, templateVersions, templateUse, templateConsistency]),
    ]),
    dashboards.addChildren([dashboardsNow, dashboardsHistory, dashboardsMetric, dashboardsVoices, dashboardsReports]),
    wall,
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
  interface StaticDataRouteOption {
    /** The screen stands alone: no rail, no banner. */
    bare?: boolean;
  }
}
