/** Told of each reply of an agent that cannot be taken back any more: it was sent, or canceled, also in another window. */
type Listener = (replyId: string) => void;
const listeners = new Set<Listener>();
export const whenReplyEnds = (listener: Listener): void => void listeners.add(listener);
export const noteReplyEnded: Listener = (replyId) => listeners.forEach((listener) => listener(replyId));
