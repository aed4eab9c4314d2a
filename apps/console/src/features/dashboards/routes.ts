import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { loadNamespace } from '../../shared/i18n/index.js';
import { consoleRoute } from '../../shared/router/root-route.js';
import { historySearch } from './history-search.js';
import { surveyResponsesSearch } from './survey-responses-search.js';

/** Loads a screen of the dashboards together with their texts. */
async function withTexts<Screen>(load: () => Promise<Screen>) {
  const [screen] = await Promise.all([load(), loadNamespace('dashboards')]);
  return screen;
}

const dashboards = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/dashboards',
  component: lazyRouteComponent(() => withTexts(() => import('./dashboards.js')), 'Dashboards'),
});
const dashboardsNow = createRoute({
  getParentRoute: () => dashboards,
  path: '/',
  component: lazyRouteComponent(() => import('./now.js'), 'Now'),
});
const dashboardsHistory = createRoute({
  getParentRoute: () => dashboards,
  path: 'history',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('./history.js'), 'History'),
});
const dashboardsMetric = createRoute({
  getParentRoute: () => dashboards,
  path: 'history/$metric',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('./metric.js'), 'MetricPage'),
});
const dashboardsSurveyResponses = createRoute({
  getParentRoute: () => dashboards,
  path: 'survey-responses',
  validateSearch: surveyResponsesSearch,
  component: lazyRouteComponent(() => import('./survey-responses.js'), 'SurveyResponses'),
});
const dashboardsReports = createRoute({
  getParentRoute: () => dashboards,
  path: 'reports',
  component: lazyRouteComponent(() => import('./reports.js'), 'Reports'),
});
/** The wallboard is shown without the navigation rail. */
export const wallboardRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/dashboards/wallboard',
  staticData: { standalone: true },
  component: lazyRouteComponent(() => withTexts(() => import('./wallboard.js')), 'WallboardScreen'),
});

export const dashboardRoutes = dashboards.addChildren([
  dashboardsNow,
  dashboardsHistory,
  dashboardsMetric,
  dashboardsSurveyResponses,
  dashboardsReports,
]);
