import { lazy } from 'react';
import { importWithRetry } from '../../../shared/api/import-with-retry.js';

export const AgentRoles = lazy(() =>
  importWithRetry(() => import('./agent-roles.js').then((module) => ({ default: module.AgentRoles }))),
);
