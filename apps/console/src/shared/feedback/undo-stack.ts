/** How an action is undone, as long as its toast is shown, or is about to be. */
export interface Undo {
  id: string;
  run: () => void;
  /** What it concerns, as of its toast. */
  about: readonly string[];
  /** It was done with a reply: who takes that back undoes it before this. */
  isWithReply?: boolean | undefined;
  /** The case whose reply it takes back, which was sent a while ago. */
  replyIn?: string | undefined;
}

/** The last one last. */
let stack: readonly Undo[] = [];

const isAbout = ({ about }: Undo, caseId: string | undefined) => about.some((one) => one.startsWith(`${caseId} `));

/** Whether an action is undone before another one, which was noted later: it was done later, or with a reply that is taken back first. */
function isUndoneBefore(earlier: Undo, next: Undo): boolean {
  if (next.replyIn !== undefined) return !earlier.isWithReply && isAbout(earlier, next.replyIn);
  return next.isWithReply === true && earlier.replyIn !== undefined && isAbout(next, earlier.replyIn);
}

/**
 * Notes how an action is undone. A reply is noted once its case is left: what was done with the case since it was sent is undone before it, but
 * for what was done with the reply itself.
 */
export function pushUndo(undo: Undo): void {
  const at = stack.findIndex((earlier) => isUndoneBefore(earlier, undo));
  stack = stack.toSpliced(at < 0 ? stack.length : at, 0, undo);
}

/** Forgets it, as it is undone, or its toast has gone. */
export function dropUndo(id: string): void {
  stack = stack.filter((one) => one.id !== id);
}

/** Undoes the last action that can be undone, and the one before it when called again; false when there is none. */
export function undoLast(): boolean {
  const last = stack.at(-1);
  last?.run();
  return last !== undefined;
}
