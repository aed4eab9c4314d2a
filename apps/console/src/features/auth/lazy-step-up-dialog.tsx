import { Suspense } from 'react';
import { lazyPart } from '../../shared/router/lazy-parts.js';
import { useProofNeeded } from '../../shared/session/step-up.js';

const Dialog = lazyPart(() => import('./step-up-dialog.js'), 'StepUpDialog');

/** Stands beside every page, as any of them may do what needs a proof. */
export function LazyStepUpDialog() {
  return (
    useProofNeeded() && (
      <Suspense>
        <Dialog />
      </Suspense>
    )
  );
}
