import { createRoute } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { loadNamespace } from '../../shared/i18n/index.js';
import { consoleRoute } from '../../shared/router/root-route.js';
import { historySearch } from './history/history-search-and-requests.js';
import { surveyResponsesSearch } from './survey-responses/survey-responses-search-params.js';

/** Loads a screen of the dashboards together with their texts. */
async function withTexts<Screen>(load: () => Promise<Screen>) {
  const [screen] = await Promise.all([load(), loadNamespace('dashboards')]);
  return screen;
}

const dashboards = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/dashboards',
  component: lazyScreen(() => withTexts(() => import('./dashboards-layout.js')), 'DashboardsLayout'),
});
const dashboardsNow = createRoute({
  getParentRoute: () => dashboards,
  path: '/',
  component: lazyScreen(() => import('./now/now-page.js'), 'NowPage'),
});
const dashboardsHistory = createRoute({
  getParentRoute: () => dashboards,
  path: 'history',
  validateSearch: historySearch,
  component: lazyScreen(() => import('./history/history-page.js'), 'HistoryPage'),
});
const dashboardsMetric = createRoute({
  getParentRoute: () => dashboards,
  path: 'history/$metric',
  validateSearch: historySearch,
  component: lazyScreen(() => import('./history/metric-page.js'), 'MetricPage'),
});
const dashboardsSurveyResponses = createRoute({
  getParentRoute: () => dashboards,
  path: 'survey-responses',
  validateSearch: surveyResponsesSearch,
  component: lazyScreen(() => import('./survey-responses/survey-responses-page.js'), 'SurveyResponsesPage'),
});
const dashboardsReports = createRoute({
  getParentRoute: () => dashboards,
  path: 'reports',
  component: lazyScreen(() => import('./scheduled-reports/scheduled-reports-page.js'), 'ScheduledReportsPage'),
});
/** The wallboard is shown without the navigation rail. */
export const wallboardRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/dashboards/wallboard',
  staticData: { standalone: true },
  component: lazyScreen(() => withTexts(() => import('./wallboard/wallboard-screen.js')), 'WallboardScreen'),
});

export const dashboardRoutes = dashboards.addChildren([
  dashboardsNow,
  dashboardsHistory,
  dashboardsMetric,
  dashboardsSurveyResponses,
  dashboardsReports,
]);
