import { awaitField } from '../keyboard/shortcut-listener.js';

const WRITING = 'guichet.writing-in';

/** The address at which this page was loaded, which no navigation within it changes. */
const loadedAt = performance.getEntriesByType('navigation')[0]?.name ?? '';
/** Whether the case is on screen still at which the page was loaded. */
let fresh = true;

/**
 * Whether a draft that comes back takes the caret. It does where the page was loaded at its case: whoever has reloaded it
 * goes on typing, and no letter of theirs may be a shortcut. It does not where the agent came by the list, as `j` and `k`
 * go on to the next case from there, nor where the agent has put the caret somewhere else meanwhile.
 */
export function takesCaretWhenRestored(caseId: string): boolean {
  const { activeElement } = document;
  const idle = activeElement === null || activeElement === document.body || activeElement.id === 'main';
  return fresh && loadedAt.includes(caseId) && idle;
}

/** Notes that the agent has opened another case. */
export const leaveLoadedCase = () => void (fresh = false);

/** Notes, as the page goes away, that somebody was writing in a case. */
export function noteWriting(caseId: string) {
  sessionStorage.setItem(WRITING, caseId);
}

/** After a reload in mid-sentence, what is typed before the composer is back is kept for it. */
export function awaitRestoredComposer() {
  const caseId = sessionStorage.getItem(WRITING);
  sessionStorage.removeItem(WRITING);
  if (caseId && loadedAt.includes(caseId)) awaitField();
}
