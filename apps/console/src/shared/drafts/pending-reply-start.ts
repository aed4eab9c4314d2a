import { awaitField } from '../keyboard/shortcut-listener.js';

/** The case that was made in order to write in it, until its composer stands there. */
let begun: string | undefined;

/** The composer of this case opens with the caret in it. What is typed before it is there is kept for it, and is no shortcut. */
export function beginReplyIn(caseId: string) {
  begun = caseId;
  awaitField();
}

export const isReplyBegunIn = (caseId: string): boolean => begun === caseId;

/** Its composer stands there: whoever comes back to the case later finds it as they left it. */
export const endBeginning = () => void (begun = undefined);
