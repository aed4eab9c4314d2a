/**
 * The ref of what has its own end above the toasts, or floats below them: the screen in which it stands then has none. A rule of
 * styles that looks for it in the screen would be tried anew with every change of the page.
 */
export function cedeToastRoom(element: HTMLElement | null) {
  const screen = element?.closest('[data-screen]');
  screen?.setAttribute('data-cedes-toast-room', '');
  return () => screen?.removeAttribute('data-cedes-toast-room');
}

/** The ref of a page that scrolls as a whole: toasts float over it, and it can be scrolled until its last line is above them. */
export function letToastsFloat(element: HTMLElement | null) {
  const screen = element?.closest('[data-screen]');
  const cedes = cedeToastRoom(element);
  screen?.setAttribute('data-toasts-float', '');
  return () => {
    screen?.removeAttribute('data-toasts-float');
    cedes();
  };
}
