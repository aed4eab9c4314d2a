import { lazyPart } from '../../shared/router/lazy-parts.js';

export const MergePerson = lazyPart(() => import('./merge-person-dialog.js'), 'MergePersonDialog');
