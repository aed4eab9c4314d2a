import { useLayoutEffect } from 'react';
import type { Shortcut } from './shortcut-list.js';

/** The address of a case beside its list. */
const ADDRESS = /^\/(?:inbox\/[^/]+|search)\/([^/]+)/;
/** What is asked of a case whose screen has not come by then is forgotten. Milliseconds. */
const FORGOTTEN = 5_000;

/** The case whose screen stands there, be it empty yet. */
let shown: string | undefined;
/** Which key has asked for the composer of a case before that was there. */
let asked: { caseId: string; shortcut: Shortcut } | undefined;

/** The case to which the page is on its way, while the screen of another one, or none, still stands there; undefined: to none. */
export function caseOnItsWay(): string | undefined {
  const caseId = ADDRESS.exec(location.pathname)?.[1];
  return caseId === shown ? undefined : caseId;
}

/** Says which case stands there, from the commit on that shows its screen. */
export function useShownCase(caseId: string): void {
  useLayoutEffect(() => {
    shown = caseId;
    return () => {
      if (shown === caseId) shown = undefined;
    };
  }, [caseId]);
}

/** Notes that a key has asked for the composer of a case. */
export function askForComposer(caseId: string, shortcut: Shortcut): void {
  const asking = { caseId, shortcut };
  asked = asking;
  setTimeout(() => {
    if (asked === asking && shown !== caseId) asked = undefined;
  }, FORGOTTEN);
}

/** Returns the key that has asked for the composer of a case, and forgets it; undefined: none has. */
export function takeAskedForComposer(caseId: string): Shortcut | undefined {
  if (asked?.caseId !== caseId) return undefined;
  const { shortcut } = asked;
  asked = undefined;
  return shortcut;
}
