/** Something that had the focus, and what it stood in, from the inside out: what is left of that when it is gone. */
interface Place {
  element: HTMLElement;
  around: readonly Element[];
  /** It stood in a dialog or a menu, which goes away as a whole. */
  isInOverlay: boolean;
}

const OVERLAY = '[role=dialog], [role=menu], [role=listbox]';
/** So many places lie at most one above the other: a button, its menu, a dialog, a list in it. */
const DEPTH = 12;
/** What goes away may hand the focus on itself, within this time. */
const SETTLE_MS = 60;
/** A page that is loaded late has its heading by then. */
const PATIENCE_MS = 5000;

/** Runs something after a frame has been drawn; in a page that nobody sees there is none, and it runs soon. */
function afterFrame(run: () => void): void {
  if (document.hidden) run();
  else requestAnimationFrame(() => requestAnimationFrame(run));
}

function placeOf(element: HTMLElement): Place {
  const around: Element[] = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) around.push(one);
  return { element, around, isInOverlay: element.closest(OVERLAY) !== null };
}

const isUsable = (element: HTMLElement): boolean =>
  element.isConnected && element.checkVisibility() && !element.matches(':disabled') && !element.closest('[inert]');

/** The nearest heading above what is gone: that of its section, else that of the page that took its place. */
function headingNear({ around }: Place): HTMLElement | undefined {
  for (const one of around.filter(({ isConnected }) => isConnected)) {
    const heading = one.querySelector<HTMLElement>('h1, h2, h3');
    if (heading?.checkVisibility()) return heading;
    if (one.matches('main, [data-screen]')) return undefined;
  }
  return undefined;
}

function focusOn(element: HTMLElement): void {
  element.dataset['focusKept'] = '';
  element.addEventListener('blur', () => delete element.dataset['focusKept'], { once: true });
  // A heading takes the focus from a script alone, and no longer than it has it.
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}

/**
 * Keeps the focus in the page: where what has it goes away, as a dialog that is closed, a row that is removed or a page that is
 * left, the focus goes back to what opened the dialog, or to the nearest heading where that is gone too. Else it would be on the
 * document, and whoever works by keys would begin anew at its top. Returns how to end that.
 */
export function keepFocus(): () => void {
  let trail: Place[] = [];
  let lostSince: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = () => document.activeElement === document.body || document.activeElement === null;
  // What has a better place for it gives it one in the next frame, which is late on a slow machine.
  const again = (after: number) => (timer = setTimeout(() => afterFrame(restore), after));
  let isEnded = false;
  const restore = (): void => {
    timer = undefined;
    if (isEnded) return;
    const last = trail.at(-1);
    if (!last || !isLost()) return;
    const isOver = performance.now() - (lostSince ?? 0) > PATIENCE_MS;
    // A button is off while what it does is under way.
    if (!isOver && last.element.isConnected && last.element.matches(':disabled')) return void again(200);
    const place = trail.findLast((one) => isUsable(one.element) || !one.isInOverlay);
    const target = place && (isUsable(place.element) ? place.element : headingNear(place));
    if (target) focusOn(target);
    else if (isOver) trail = [];
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    lostSince = undefined;
    trail = [...trail.filter(({ element }) => element !== target), placeOf(target)].slice(-DEPTH);
  };
  // Whoever clicks on nothing leaves what had the focus, which is still there. A click beside a menu or a picker closes that instead.
  const onFocusOut = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget) return;
    queueMicrotask(() => {
      if (!(target instanceof HTMLElement) || !isUsable(target) || target.closest(OVERLAY)) return;
      if (document.hasFocus()) trail = [];
    });
  };
  const observer = new MutationObserver(() => {
    if (timer !== undefined || trail.length === 0 || !isLost() || isUsable(trail.at(-1)!.element)) return;
    lostSince ??= performance.now();
    again(SETTLE_MS);
  });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    isEnded = true;
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}
