import { lazyPart } from '../../shared/router/lazy-parts.js';

export const MergePerson = lazyPart(() => import('./merge-person-dialog.js'), 'MergePersonDialog');
export const EarlierEntries = lazyPart(() => import('./earlier-entries.js'), 'EarlierEntries');
