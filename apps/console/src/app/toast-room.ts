const WIDEST = 344;

/**
 * Keeps what toasts are about visible: tells the styles how high the open ones are (`--toast-room`), so that the list
 * beside them ends above them, and how wide they may be to stay over it (`--toast-width`). Returns
 * how to end that.
 */
export function keepRoomForToasts(toasts: Element): () => void {
  const { style } = document.documentElement;
  const measure = () => {
    const { height } = toasts.getBoundingClientRect();
    const list = document.querySelector('[data-toast-room]')?.clientWidth;
    style.setProperty('--toast-room', height > 0 ? `${Math.ceil(height) + 24}px` : '0px');
    style.setProperty('--toast-width', `${list ? Math.min(WIDEST, list - 32) : WIDEST}px`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(toasts);
  return () => observer.disconnect();
}
