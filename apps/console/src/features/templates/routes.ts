import { createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { consoleRoute } from '../../shared/router/root-route.js';
import { daysSearch, librarySearch, templateSearch } from './template-search.js';

const templates = createRoute({ getParentRoute: () => consoleRoute, path: '/templates', component: Outlet });
const library = createRoute({
  getParentRoute: () => templates,
  id: 'library',
  component: lazyRouteComponent(() => import('./templates-page.js'), 'Library'),
});
const libraryAll = createRoute({
  getParentRoute: () => library,
  path: '/',
  validateSearch: librarySearch,
  component: lazyRouteComponent(() => import('./library-list.js'), 'LibraryList'),
});
const libraryConsistency = createRoute({
  getParentRoute: () => library,
  path: 'consistency',
  validateSearch: daysSearch,
  component: lazyRouteComponent(() => import('./consistency-overview.js'), 'Overview'),
});
const template = createRoute({
  getParentRoute: () => templates,
  path: '$templateId',
  validateSearch: templateSearch,
  component: lazyRouteComponent(() => import('./template.js'), 'TemplateScreen'),
});
const templateText = createRoute({
  getParentRoute: () => template,
  path: '/',
  component: lazyRouteComponent(() => import('./text.js'), 'TemplateText'),
});
const templateVersions = createRoute({
  getParentRoute: () => template,
  path: 'versions',
  component: lazyRouteComponent(() => import('./versions.js'), 'Versions'),
});
const templateUse = createRoute({
  getParentRoute: () => template,
  path: 'use',
  component: lazyRouteComponent(() => import('./use-page.js'), 'UsePage'),
});
const templateConsistency = createRoute({
  getParentRoute: () => template,
  path: 'consistency',
  component: lazyRouteComponent(() => import('./consistency.js'), 'Consistency'),
});

export const templateRoutes = templates.addChildren([
  library.addChildren([libraryAll, libraryConsistency]),
  template.addChildren([templateText, templateVersions, templateUse, templateConsistency]),
]);
