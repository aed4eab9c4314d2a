export { SaveViewDialog } from './saved-views/lazy-save-view-dialog.js';
export { ReplyToMany } from './bulk/lazy-reply-to-many.js';
export { listOfView } from './saved-views/view-filter.js';
export { CaseRow } from './case-row.js';
export { caseRedirectRoute, homeRoute, inboxRoutes } from './routes.js';
