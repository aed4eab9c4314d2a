import { notifications } from '@mantine/notifications';
import { dropUndo } from './undo-stack.js';
import { keptUndos, setKeptUndos } from './undoables.js';

interface Shown {
  id: string;
  message: string;
  about: readonly string[];
  isFailure: boolean;
  /** What it says can be undone. */
  isUndoable?: boolean;
  /** It says what was done with many cases. */
  isOfMany?: boolean;
}

/** More would hide what they are about; what has failed takes no place from them. */
const MOST = 2;

/** Those of which the most is lost go last. */
const weightOf = ({ isFailure, isUndoable }: Shown) => (isFailure ? 2 : isUndoable ? 1 : 0);
const shown: Shown[] = [];

/**
 * Ends the offer to undo what was done with many cases once each of them was changed again by whoever did it, in whatever way: none of
 * them would be restored, as each is only restored where it is as that has left it.
 */
function endOvertaken(about: readonly string[]): void {
  const changed = new Set(about.flatMap((one) => one.split(' ')));
  const left = keptUndos().map((one) => ({ ...one, caseIds: one.caseIds.filter((id) => !changed.has(id)) }));
  for (const { id } of left.filter(({ caseIds }) => caseIds.length === 0)) {
    removeToast(id);
    notifications.hide(id);
  }
  setKeptUndos(left.filter(({ caseIds }) => caseIds.length > 0));
}

/** Makes room for a toast: away goes what it repeats or overtakes, and then the oldest, those that offer an undo after others, and failures last. Returns how to hide those. */
export function makeRoom(next: Shown): () => void {
  endOvertaken(next.about);
  const isOver = ({ message, about }: Shown) =>
    about.length > 0 ? about.every((one) => next.about.includes(one)) : message === next.message;
  const away = shown.filter(isOver);
  const left = shown.filter((one) => !away.includes(one)).toSorted((a, b) => weightOf(a) - weightOf(b));
  const most = MOST + ([next, ...left].some(({ isFailure }) => isFailure) ? 1 : 0);
  away.push(...left.slice(0, Math.max(0, left.length - most + 1)));
  for (const { id } of away) removeToast(id);
  shown.push(next);
  // One that is shown anew takes the place of itself.
  return () => away.forEach(({ id }) => id !== next.id && notifications.hide(id));
}

/** Ends a toast, which may not have been seen yet. Returns whether it stood. */
export function removeToast(id: string): boolean {
  dropUndo(id);
  const at = shown.findIndex((one) => one.id === id);
  if (at !== -1) shown.splice(at, 1);
  return at !== -1;
}

/** Ends a toast: what it says is no longer so. */
export function endToast(id: string): void {
  if (removeToast(id)) notifications.hide(id);
}

/** Whether a toast about this is shown, or is about to be. */
export const isToastShown = (about: string): boolean => shown.some((one) => one.about.includes(about));

/** Ends the toasts about this: what they say is no longer so. */
export function endToasts(about: string): void {
  for (const { id } of shown.filter((one) => one.about.includes(about))) {
    removeToast(id);
    notifications.hide(id);
  }
}

/** Ends what says what was done with many cases: something else is being done with many, which says so in one place. Its undo is found again. */
export function endToastsOfMany(): void {
  for (const { id } of shown.filter(({ isOfMany }) => isOfMany)) {
    removeToast(id);
    notifications.hide(id);
  }
}

/** Whether this toast is shown, or is about to be. */
export const isStillShown = (id: string): boolean => shown.some((one) => one.id === id);
