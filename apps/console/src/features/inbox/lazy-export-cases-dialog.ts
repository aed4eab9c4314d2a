import { lazyPart } from '../../shared/router/lazy-parts.js';

export const ExportCasesDialog = lazyPart(() => import('./export-cases-dialog.js'), 'ExportCasesDialog');
