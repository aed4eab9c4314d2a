import { lazy } from 'react';
import { importWithRetry } from '../../shared/api/import-with-retry.js';

export const MergePerson = lazy(() =>
  importWithRetry(() => import('./merge-person-dialog.js').then((module) => ({ default: module.MergePersonDialog }))),
);
