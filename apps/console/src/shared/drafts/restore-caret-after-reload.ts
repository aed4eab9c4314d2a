import { awaitField } from '../keyboard/shortcut-listener.js';

const WRITING = 'guichet.writing-in';

/** How this page was loaded: its address there is changed by no navigation within it. */
const [loading] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
/** The case in which somebody was writing as this page was reloaded, as long as that is on screen. */
let writtenIn = loading ? takeNoted(loading) : null;

function takeNoted({ type, name: address }: PerformanceNavigationTiming): string | null {
  const caseId = sessionStorage.getItem(WRITING);
  sessionStorage.removeItem(WRITING);
  return caseId && type === 'reload' && address.includes(caseId) ? caseId : null;
}

/**
 * Whether a draft that comes back takes the caret. It does where somebody was writing it as the page was reloaded: they go on typing, and
 * no letter of theirs may be a shortcut. It does not where the agent came by the list or by a link, or has begun it in another window: whoever
 * then writes a note would write it into the reply. Nor does it where the agent has put the caret somewhere else meanwhile.
 */
export function takesCaretWhenRestored(caseId: string): boolean {
  const { activeElement } = document;
  const idle = activeElement === null || activeElement === document.body || activeElement.id === 'main';
  return writtenIn === caseId && idle;
}

/** Notes that the agent has left the field, or has opened another case. */
export const leaveLoadedCase = () => void (writtenIn = null);

/** Notes, as the page goes away, that somebody was writing in a case. */
export function noteWriting(caseId: string) {
  sessionStorage.setItem(WRITING, caseId);
}

/** After a reload in mid-sentence, what is typed before the composer is back is kept for it. */
export function awaitRestoredComposer() {
  if (writtenIn) awaitField();
}
