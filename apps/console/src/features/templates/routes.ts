import { createRoute, Outlet } from '@tanstack/react-router';
import { lazyScreen } from '../../shared/router/lazy-parts.js';
import { consoleRoute } from '../../shared/router/root-route.js';
import { daysSearch, librarySearch, templateSearch } from './template-search-params.js';

const templates = createRoute({ getParentRoute: () => consoleRoute, path: '/templates', component: Outlet });
const library = createRoute({
  getParentRoute: () => templates,
  id: 'library',
  component: lazyScreen(() => import('./library/templates-page.js'), 'TemplatesPage'),
});
const libraryAll = createRoute({
  getParentRoute: () => library,
  path: '/',
  validateSearch: librarySearch,
  component: lazyScreen(() => import('./library/template-list.js'), 'TemplateList'),
});
const libraryConsistency = createRoute({
  getParentRoute: () => library,
  path: 'consistency',
  validateSearch: daysSearch,
  component: lazyScreen(() => import('./reports/consistency-overview-page.js'), 'ConsistencyOverviewPage'),
});
const libraryAnswers = createRoute({
  getParentRoute: () => library,
  path: 'answers',
  validateSearch: daysSearch,
  component: lazyScreen(() => import('./reports/reply-agreement-topics-page.js'), 'ReplyAgreementTopicsPage'),
});
const libraryAnswerTopic = createRoute({
  getParentRoute: () => library,
  path: 'answers/$topicId',
  validateSearch: daysSearch,
  component: lazyScreen(() => import('./reports/reply-agreement-topic-page.js'), 'ReplyAgreementTopicPage'),
});
const template = createRoute({
  getParentRoute: () => templates,
  path: '$templateId',
  validateSearch: templateSearch,
  component: lazyScreen(() => import('./template-screen/template-screen.js'), 'TemplateScreen'),
});
const templateText = createRoute({
  getParentRoute: () => template,
  path: '/',
  component: lazyScreen(() => import('./editor/text-tab.js'), 'TextTab'),
});
const templateVersions = createRoute({
  getParentRoute: () => template,
  path: 'versions',
  component: lazyScreen(() => import('./versions/versions-tab.js'), 'VersionsTab'),
});
const templateUse = createRoute({
  getParentRoute: () => template,
  path: 'use',
  component: lazyScreen(() => import('./reports/usage-report-tab.js'), 'UsageReportTab'),
});
const templateConsistency = createRoute({
  getParentRoute: () => template,
  path: 'consistency',
  component: lazyScreen(() => import('./reports/consistency-report-tab.js'), 'ConsistencyReportTab'),
});

export const templateRoutes = templates.addChildren([
  library.addChildren([libraryAll, libraryConsistency, libraryAnswers, libraryAnswerTopic]),
  template.addChildren([templateText, templateVersions, templateUse, templateConsistency]),
]);
