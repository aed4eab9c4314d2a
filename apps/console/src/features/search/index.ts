export { ExportSearchDialog } from './lazy-export-search-dialog.js';
export { searchRoutes } from './routes.js';
