import { lazyPart } from '../../../shared/router/lazy-parts.js';

export const SaveViewDialog = lazyPart(() => import('./save-view-dialog.js'), 'SaveViewDialog');
