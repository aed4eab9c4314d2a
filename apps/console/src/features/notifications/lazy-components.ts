import { lazy } from 'react';
import { importWithRetry } from '../../shared/api/import-with-retry.js';

export const Bell = lazy(() =>
  importWithRetry(() => import('./notification-bell.js').then((module) => ({ default: module.NotificationBell }))),
);
