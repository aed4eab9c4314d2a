import type { BulkActionStatus } from '@guichet/contracts';
import { useDocumentVisibility } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { endOfResult, type BulkActionView } from './bulk-progress-panel-state.js';

interface Result {
  status: BulkActionStatus;
  view: BulkActionView;
  /** It is in the page, and no list is asked about that would have to be closed first. */
  isShown: boolean;
  /** Whoever did this has looked at which cases were left as they are. */
  hasLooked: boolean;
  /** It goes out of sight for now. */
  onHide: () => void;
  end: () => void;
}

/**
 * Ends the result of an action once it has been seen and cannot be undone any more. Returns whether it is out of sight, as another case
 * was opened since: as long as it can be undone or stays, it comes back without a case, and when the page is loaded anew.
 */
export function useEndOfResult({ status, view, isShown, hasLooked, onHide, end }: Result): boolean {
  const visibility = useDocumentVisibility();
  const seenSince = useRef<number>(undefined);
  const isSeen = isShown && view.canDismiss && visibility === 'visible';
  useEffect(() => {
    if (!isSeen) return;
    seenSince.current ??= Date.now();
    const at = endOfResult(view, status, seenSince.current);
    if (at === undefined) return;
    const timer = setTimeout(end, at - Date.now());
    return () => clearTimeout(timer);
    // What is counted or drawn anew meanwhile changes neither of these.
  }, [isSeen, view.listed.length === 0, view.stays, status.undoUntil]);

  const { caseId } = useParams({ strict: false });
  const openBefore = useRef(caseId);
  // That replies did not arrive is news, also where the rest has been seen.
  const shown = `${view.phase} ${view.listed.length}`;
  const [hiddenAs, setHidden] = useState<string>();
  useEffect(() => {
    const isOther = caseId !== undefined && caseId !== openBefore.current;
    openBefore.current = caseId;
    if (!isOther || !isShown || !view.canDismiss || (view.listed.length > 0 && !hasLooked)) return;
    if (!view.canUndo && !view.stays) return end();
    onHide();
    setHidden(shown);
  }, [caseId]);
  return caseId !== undefined && hiddenAs === shown;
}
