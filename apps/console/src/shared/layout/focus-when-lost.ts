/** For how long a focus that is about to be lost is waited for, in frames: a menu gives it back late to a button that has gone. */
const FRAMES = 40;
/** The same for a focus that stands in what goes once the server has answered. */
const FRAMES_OF_ANSWER = 600;

/** What the focus was put on only so that it is not lost, until there is a better place for it. */
const KEPT = '[data-focus-kept]';
const isLost = () =>
  document.activeElement === document.body ||
  !document.activeElement?.isConnected ||
  document.activeElement.closest(KEPT) === document.activeElement;
/** The menu that asked for this still has the focus while it fades away. */
const isInMenu = () => document.activeElement?.closest('[role=menu]') != null;

/**
 * Puts the focus on what `find` returns as soon as nothing has it: whoever works by keys goes on there. Whatever has taken the
 * focus keeps it, but for an element that matches `leaving`: it is about to go, and is waited for as long as the server may take.
 */
export function focusWhenLost(find: () => HTMLElement | null | undefined, leaving?: string): void {
  const isInLeaving = () => leaving !== undefined && document.activeElement?.closest(leaving) != null;
  let passed = 0;
  /** Of these, those since what was to go has gone: on a slow machine, what is to have the focus may come later than that. */
  let since = 0;
  /** What was given the focus, which may go a moment later: a pane goes after the row of its case. */
  let given: HTMLElement | null | undefined;
  const attempt = () => {
    if (isLost()) {
      given = find();
      given?.focus();
    }
    passed += 1;
    if (!isInLeaving()) since += 1;
    const isUnsettled = isLost() || isInMenu() || document.activeElement === given;
    const goesOn = isInLeaving() ? passed < FRAMES_OF_ANSWER : isUnsettled && since < FRAMES;
    if (goesOn) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}
