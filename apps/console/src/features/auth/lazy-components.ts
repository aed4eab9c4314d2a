import { lazy } from 'react';
import { importWithRetry } from '../../shared/api/import-with-retry.js';

export const SessionEnded = lazy(() =>
  importWithRetry(() => import('./session-ended-dialog.js').then((module) => ({ default: module.SessionEndedDialog }))),
);
