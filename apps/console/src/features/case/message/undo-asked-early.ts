import { useLayoutEffect } from 'react';
import { undoLast } from '../../../shared/feedback/undo-stack.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';

/** The case in which the undo key was pressed before it was known whether a reply can be taken back there. */
let asked: string | undefined;

/** Undoes what can be undone, or else, once the messages of the case are there, the reply that is among them. */
export function undoOnceThere(caseId: string): void {
  if (!undoLast()) asked = caseId;
}

/** Returns whether the key was pressed in this case before, and forgets that. */
export function takeUndoAsked(caseId: string): boolean {
  const wasAsked = asked === caseId;
  if (wasAsked) asked = undefined;
  return wasAsked;
}

/**
 * While a case is on its way, the undo key counts once it is there: it would deny what can be undone while the reply leaves. `isThere`:
 * undefined where it will not come.
 */
export function useUndoAskedEarly(caseId: string, isThere: boolean | undefined): void {
  useShortcut('undo', ({ repeat }) => {
    if (isThere !== false) return false;
    if (!repeat) undoOnceThere(caseId);
    return true;
  });
  const isLost = isThere === undefined;
  useLayoutEffect(() => {
    if (isLost) takeUndoAsked(caseId);
    return () => void takeUndoAsked(caseId);
  }, [caseId, isLost]);
}
