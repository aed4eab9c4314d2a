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
  const known = Promise.all([before, isDone]).then((all) => all.includes(true));
  takenBack.set(replyId, known);
  // One that failed can be tried again. The server may have stored the reply meanwhile, under another id.
  void known.then((was) => {
    const [id] = [...takenBack].find(([, promise]) => promise === known) ?? [];
    if (!was && id !== undefined) takenBack.delete(id);
  });
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

/** By case, the reply with which it is closed: the undo of that takes the reply back as well. */
const closedWith = new Map<string, string>();
/** Notes that it is so; undefined: it was not closed after all, or the agent is there again. */
export const noteClosedWith = (caseId: string, replyId: string | undefined): void =>
  void (replyId === undefined ? closedWith.delete(caseId) : closedWith.set(caseId, replyId));
export const isClosedWith = (caseId: string, replyId: string): boolean => closedWith.get(caseId) === replyId;

/** What a toast is about that offers to take back the reply of a case. */
export const toastOfReplyIn = (caseId: string) => `${caseId} reply`;
/** The id of that toast. */
export const toastIdOfReply = (replyId: string) => `reply ${replyId}`;
