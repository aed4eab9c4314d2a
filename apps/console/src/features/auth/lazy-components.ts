import { lazy } from 'react';
import { importWithRetry } from '../../shared/api/import-with-retry.js';

export const SessionEndWarning = lazy(() =>
  importWithRetry(() => import('./session-end-warning.js').then((module) => ({ default: module.SessionEndWarning }))),
);

export const SessionEnded = lazy(() =>
  importWithRetry(() => import('./session-ended-dialog.js').then((module) => ({ default: module.SessionEndedDialog }))),
);
