/** Replies that are being taken back, by id, and whether they were. */
const takenBack = new Map<string, Promise<boolean>>();
/** By the id of a reply, how to undo what was done to its case because it was sent. */
const undoes = new Map<string, () => Promise<void>>();

/** Notes that a reply is taken back, also one that the server does not have yet. */
export function noteTakingBack(replyId: string, done: Promise<unknown>): void {
  takenBack.set(
    replyId,
    done.then(
      (result) => result !== false,
      () => false,
    ),
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

/** Keeps how to undo what was done because a reply was sent. */
export const keepUndoOfReply = (replyId: string, undo: () => Promise<void>): void => void undoes.set(replyId, undo);

/** Undoes, once, what was done because a reply was sent. */
export async function undoWhatReplyDid(replyId: string): Promise<void> {
  const undo = undoes.get(replyId);
  undoes.delete(replyId);
  await undo?.();
}
