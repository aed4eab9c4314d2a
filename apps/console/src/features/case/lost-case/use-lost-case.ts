import type { CaseDetail } from '@guichet/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { isFailure } from '../../../shared/api/failure.js';
import { focusWhenLost } from '../../../shared/layout/focus-when-lost.js';
import { closeOverlayOf } from '../../../shared/layout/overlay-state.js';
import { forgetLoss, mayBeLost, reasonOfLoss, type Loss } from '../../../shared/live/why-cases-left.js';

/**
 * Why a case that was on this screen is no longer for this agent, or to which they come back a moment after it has gone, as to their reply in it;
 * undefined: it is, or it never was theirs.
 */
export function useLostCase(caseId: string, query: UseQueryResult<{ data: CaseDetail }>): Loss | undefined {
  const isThere = query.data !== undefined;
  // As it is drawn: an effect would draw the case a second time before it is painted.
  const [shown, setShown] = useState(() => isThere || mayBeLost(caseId));
  if (isThere && !shown) setShown(true);
  const [loss, setLoss] = useState<Loss>();
  if (isThere && loss) setLoss(undefined);
  const isRefused = !isThere && isFailure(query.error, 'not-found', 'not-permitted');
  // Before the next frame is painted: nothing of the case, nor a problem that is none, is seen in between.
  useLayoutEffect(() => {
    if (isThere) {
      forgetLoss(caseId);
    } else if (isRefused && shown) {
      closeOverlayOf(caseId);
      focusWhenLost(() => document.getElementById('main'));
    }
  }, [caseId, isThere, isRefused, shown]);
  // What says why may come after the first refusal, where something else had asked for the case: it is refused once more then.
  useLayoutEffect(() => {
    if (isRefused && shown) setLoss((before) => (before && before.why !== 'unknown' ? before : reasonOfLoss(caseId)));
  }, [caseId, isRefused, shown, query.errorUpdatedAt]);
  return loss;
}
