/**
 * The ref of what has its own end above the toasts, or floats below them: the screen in which it stands then has none. A rule of
 * styles that looks for it in the screen would be tried anew with every change of the page.
 */
export function cedeToastRoom(element: HTMLElement | null) {
  const screen = element?.closest('[data-screen]');
  screen?.setAttribute('data-cedes-toast-room', '');
  return () => screen?.removeAttribute('data-cedes-toast-room');
}
