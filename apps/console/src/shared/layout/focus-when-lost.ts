/** For how long a focus that is about to be lost is waited for, in frames: a menu gives it back late to a button that has gone. */
const FRAMES = 40;

/**
 * Puts the focus on what `find` returns as soon as nothing has it: whoever works by keys goes on there. Whatever has taken the
 * focus keeps it.
 */
export function focusWhenLost(find: () => HTMLElement | null | undefined): void {
  let left = FRAMES;
  const attempt = () => {
    if (document.activeElement === document.body) find()?.focus();
    left -= 1;
    if (left > 0 && document.activeElement === document.body) requestAnimationFrame(attempt);
    else if (left > 0 && !document.activeElement?.isConnected) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}
