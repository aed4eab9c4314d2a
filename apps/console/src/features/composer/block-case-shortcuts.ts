let guarded: string | undefined;

/**
 * While a draft stands in an open composer, single letters do nothing to its case: whoever types on after the caret was
 * lost must not close it. Returns how to end that, as when the agent has left the field on purpose.
 */
export function blockCaseShortcuts(caseId: string): () => void {
  guarded = caseId;
  return () => {
    if (guarded === caseId) guarded = undefined;
  };
}

/** Whether the single-key shortcuts of this case are blocked. */
export const areCaseShortcutsBlocked = (caseId: string) => guarded === caseId;
