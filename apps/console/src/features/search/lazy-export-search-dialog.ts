import { lazyPart } from '../../shared/router/lazy-parts.js';

export const ExportSearchDialog = lazyPart(() => import('./export-search-dialog.js'), 'ExportSearchDialog');
