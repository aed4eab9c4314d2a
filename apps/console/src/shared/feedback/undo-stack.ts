/** How an action is undone, as long as its toast is shown, or is about to be. */
export interface Undo {
  id: string;
  run: () => void;
  /** What it concerns, as of its toast. */
  about: readonly string[];
  /** It was done with a reply: who takes that back undoes it before this. */
  isWithReply?: boolean | undefined;
}

/** The last one last. */
let stack: readonly Undo[] = [];

/**
 * Notes how the last action is undone. `replyIn`: it takes back the reply in this case, which was sent a while ago: what was done with the case
 * since is undone before.
 */
export function pushUndo(undo: Undo, replyIn?: string): void {
  const isSince = ({ about, isWithReply }: Undo) => !isWithReply && about.some((one) => one.startsWith(`${replyIn} `));
  const before = replyIn === undefined ? -1 : stack.findIndex(isSince);
  stack = stack.toSpliced(before < 0 ? stack.length : before, 0, undo);
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
