import { useLayoutEffect } from 'react';
import { awaitPage, giveUpWaiting, press, useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import type { Shortcut } from '../../shared/keyboard/shortcut-list.js';
import { useMay } from '../../shared/session/use-session.js';

/** Which key has asked for the composer of a case before that was there. */
let asked: { caseId: string; shortcut: Shortcut } | undefined;

/**
 * While a case is on its way, a key that opens its composer counts once it is there, with what is typed behind it: dropped, its words
 * would be shortcuts, of which one closes the case. `isThere`: undefined where it will not come.
 */
export function useComposerAskedEarly(caseId: string, isThere: boolean | undefined): void {
  const may = useMay();
  const ask = (shortcut: Shortcut, isPermitted: boolean) => () => {
    if (isThere !== false || !isPermitted) return false;
    asked = { caseId, shortcut };
    return true;
  };
  useShortcut('reply', ask('reply', may('case.reply')));
  useShortcut('replyAll', ask('replyAll', may('case.reply')));
  useShortcut('note', ask('note', may('case.note')));
  useLayoutEffect(() => (isThere === false ? awaitPage() : undefined), [isThere]);
  // The effects of the composer run before: it has taken what it was asked for.
  useLayoutEffect(() => {
    if (isThere !== false) dropAsked(caseId);
  }, [caseId, isThere]);
  useLayoutEffect(() => () => dropAsked(caseId), [caseId]);
}

/** Nothing will be there in which what was typed could stand. */
function dropAsked(caseId: string): void {
  if (asked?.caseId !== caseId) return;
  asked = undefined;
  giveUpWaiting();
}

/** Opens the composer of a case where a key has asked for it before it was there. */
export function useOpenAsAskedEarly(caseId: string): void {
  useLayoutEffect(() => {
    if (asked?.caseId !== caseId) return;
    const { shortcut } = asked;
    asked = undefined;
    press(shortcut);
  }, [caseId]);
}
