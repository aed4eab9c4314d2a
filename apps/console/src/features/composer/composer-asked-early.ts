import { useLayoutEffect } from 'react';
import { askForComposer, takeAskedForComposer, useShownCase } from '../../shared/keyboard/case-on-its-way.js';
import { awaitPage, giveUpWaiting, press, useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import type { Shortcut } from '../../shared/keyboard/shortcut-list.js';
import { useMay } from '../../shared/session/use-session.js';

/**
 * While a case is on its way, a key that opens its composer counts once it is there, with what is typed behind it: dropped, its words
 * would be shortcuts, of which one closes the case. `isThere`: undefined where it will not come.
 */
export function useComposerAskedEarly(caseId: string, isThere: boolean | undefined): void {
  useShownCase(caseId);
  const may = useMay();
  const ask = (shortcut: Shortcut, isPermitted: boolean) => () => {
    if (isThere !== false || !isPermitted) return false;
    askForComposer(caseId, shortcut);
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
  if (takeAskedForComposer(caseId)) giveUpWaiting();
}

/** Opens the composer of a case where a key has asked for it before it was there. */
export function useOpenAsAskedEarly(caseId: string): void {
  useLayoutEffect(() => {
    const shortcut = takeAskedForComposer(caseId);
    if (shortcut) press(shortcut, 'open');
  }, [caseId]);
}
