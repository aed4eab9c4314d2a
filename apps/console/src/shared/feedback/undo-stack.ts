/** How an action is undone, as long as its toast is shown, or is about to be. */
export interface Undo {
  id: string;
  run: () => void;
  /** When it was done. Milliseconds. */
  at: number;
}

/** The last one last. */
let stack: readonly Undo[] = [];

/** Notes how an action is undone. One that was done a while ago, as a reply that was sent, is undone after what was done since. */
export function pushUndo(undo: Undo): void {
  stack = [...stack, undo].toSorted((one, other) => one.at - other.at);
}

/** Forgets it, as it is undone, or its toast has gone. */
export function dropUndo(id: string): void {
  stack = stack.filter((one) => one.id !== id);
}

/** Undoes the last action where it was done after a moment, in milliseconds; false when nothing that can be undone was. */
export function undoLastSince(moment: number): boolean {
  const isLater = (stack.at(-1)?.at ?? -Infinity) > moment;
  return isLater && undoLast();
}

/** Undoes the last action that can be undone, and the one before it when called again; false when there is none. */
export function undoLast(): boolean {
  const last = stack.at(-1);
  last?.run();
  return last !== undefined;
}
