/** For how long a focus that is about to be lost is waited for, in frames: a menu gives it back late to a button that has gone. */
const FRAMES = 40;

const isLost = () => document.activeElement === document.body || !document.activeElement?.isConnected;
/** The menu that asked for this still has the focus while it fades away. */
const isInMenu = () => document.activeElement?.closest('[role=menu]') != null;

/**
 * Puts the focus on what `find` returns as soon as nothing has it: whoever works by keys goes on there. Whatever has taken the
 * focus keeps it.
 */
export function focusWhenLost(find: () => HTMLElement | null | undefined): void {
  let left = FRAMES;
  const attempt = () => {
    if (isLost()) find()?.focus();
    left -= 1;
    if (left > 0 && (isLost() || isInMenu())) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}
