export { CaseRow } from './case-row.js';
export { caseRedirectRoute, homeRoute, inboxRoutes } from './routes.js';
