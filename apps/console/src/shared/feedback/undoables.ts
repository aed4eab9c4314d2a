import { useSyncExternalStore } from 'react';

/** What can be undone though it may be some time ago, by its own words. */
export interface Undoable {
  id: string;
  message: string;
  run: () => void;
}

/** `caseIds`: those that were not changed since by whoever has done this. */
export type KeptUndo = Undoable & { caseIds: readonly string[]; until: number };
let kept: readonly KeptUndo[] = [];
const listeners = new Set<() => void>();
/** Has these be found, and no others. */
export const setKeptUndos = (next: readonly KeptUndo[]) => {
  if (next.length === 0 && kept.length === 0) return;
  kept = next;
  for (const listener of listeners) listener();
};
export const forgetUndo = (id: string) => setKeptUndos(kept.filter((one) => one.id !== id));
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const notOver = (all: readonly KeptUndo[]): readonly KeptUndo[] => all.filter(({ until }) => until > Date.now());

/** Has something be found that can be undone until then, and says so nowhere any more. */
export function keepUndo({ id, run, ...what }: Undoable & { until: number }): void {
  const once = () => {
    forgetUndo(id);
    run();
  };
  forgetUndo(id);
  setKeptUndos([{ ...what, id, run: once, caseIds: [id] }, ...kept]);
}

/** What was done with many cases a while ago and can be undone still, the last first. */
export const undoables = (): readonly Undoable[] => notOver(kept);
export const useUndoables = (): readonly Undoable[] => notOver(useSyncExternalStore(subscribe, () => kept));

/** As `undoables`, with the cases of each. */
export const keptUndos = (): readonly KeptUndo[] => notOver(kept);

/** What was done with many cases can be undone for so long, also when its toast has gone. Milliseconds. */
const FOUND_AGAIN = 10 * 60_000;

/** Has what was done with many cases be found once its toast has gone. */
export const keepUndoOfMany = (undo: Omit<KeptUndo, 'until'>): void =>
  setKeptUndos([{ ...undo, until: Date.now() + FOUND_AGAIN }, ...kept]);
