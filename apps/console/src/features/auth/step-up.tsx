import { lazy, Suspense } from 'react';
import { importWithRetry } from '../../shared/api/import-with-retry.js';
import { useProofNeeded } from '../../shared/session/step-up.js';

const Dialog = lazy(() =>
  importWithRetry(() => import('./step-up-dialog.js').then((module) => ({ default: module.StepUpDialog }))),
);

/** Stands beside every page, as any of them may do what needs a proof. */
export function StepUp() {
  return (
    useProofNeeded() && (
      <Suspense>
        <Dialog />
      </Suspense>
    )
  );
}
