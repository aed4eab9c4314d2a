export { ExportCasesDialog } from './lazy-export-cases-dialog.js';
export { ExportDialog } from './export-dialog.js';
export { SaveViewDialog } from './saved-views/lazy-save-view-dialog.js';
export { ReplyToMany } from './bulk/reply-to-many/lazy-reply-to-many.js';
export { isSnoozedList, SNOOZED, SNOOZED_OF_EVERYBODY } from './saved-views/snoozed-list.js';
export { filterOfList, isNarrowed, listOfView } from './saved-views/saved-view-and-open-list.js';
export { CaseRow } from './case-row.js';
export { caseRedirectRoute, homeRoute, inboxRedirectRoute, inboxRoutes } from './routes.js';
