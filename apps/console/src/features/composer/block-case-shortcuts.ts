import type { DraftContent } from '../../shared/drafts/draft-content.js';

let guarded: { caseId: string; mode: DraftContent['mode']; isRefused: boolean } | undefined;

/**
 * While a draft stands in an open composer, single letters do nothing to its case: whoever types on after the caret was
 * lost must not close it. Returns how to end that, as when the agent has left the field on purpose.
 */
export function blockCaseShortcuts(caseId: string, mode: DraftContent['mode']): () => void {
  const own = { caseId, mode, isRefused: false };
  guarded = own;
  return () => {
    if (guarded === own) guarded = undefined;
  };
}

/** The draft that blocks the single-key shortcuts of this case, whose key goes on with it; undefined: none does. */
export const draftThatBlocks = (caseId: string) => (guarded?.caseId === caseId ? guarded.mode : undefined);

/** Notes that a shortcut was refused for it: the agent learns that Escape leaves the draft. */
export const noteShortcutRefused = () => void (guarded && (guarded.isRefused = true));
export const isShortcutRefused = (caseId: string): boolean => guarded?.caseId === caseId && guarded.isRefused;
