/** Replies that are being taken back, by id, and whether they were. */
const takenBack = new Map<string, Promise<boolean>>();

/** Whether a reply is being taken back, or was. */
export const isBeingTakenBack = (replyId: string): boolean => takenBack.has(replyId);

/** Notes that a reply is taken back, also one that the server does not have yet. Once it was, no other attempt changes that. */
export function noteTakingBack(replyId: string, done: Promise<unknown>): void {
  const before = isTakenBack(replyId);
  const isDone = done.then(
    (result) => result !== false,
    () => false,
  );
  takenBack.set(
    replyId,
    Promise.all([before, isDone]).then((all) => all.includes(true)),
  );
}

/** A reply is shown under another id until the server has stored it. */
export function renameReply(before: string, replyId: string): void {
  const done = takenBack.get(before);
  if (!done) return;
  takenBack.delete(before);
  takenBack.set(replyId, done);
}

/** Resolves with whether a reply was taken back, once that is known: what its agent wanted done when it is sent is not done then. */
export const isTakenBack = (replyId: string): Promise<boolean> => takenBack.get(replyId) ?? Promise.resolve(false);

/** Replies with which their case was closed: the undo of that takes them back as well. */
const withClosing = new Set<string>();
export const noteUndoneWithClosing = (replyId: string): void => void withClosing.add(replyId);
export const isUndoneWithClosing = (replyId: string): boolean => withClosing.has(replyId);

/** What a toast is about that offers to take back the reply of a case. */
export const toastOfReplyIn = (caseId: string) => `${caseId} reply`;
