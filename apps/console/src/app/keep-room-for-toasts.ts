const WIDEST = 344;

/**
 * Keeps what toasts are about visible: tells what ends above them how high the open ones are (`--toast-room`), and how wide they may
 * be to stay over the list (`--toast-width`). Returns how to end that.
 *
 * A property of the whole document would have the style of every element in it computed anew each time that a toast comes or goes.
 */
export function keepRoomForToasts(toasts: HTMLElement): () => void {
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets.push(room);
  const measure = () => {
    const { height } = toasts.getBoundingClientRect();
    const list = document.querySelector('[data-toast-room]')?.clientWidth;
    const taken = height > 0 ? Math.ceil(height) + 24 : 0;
    room.replaceSync(
      `[data-toast-room], [data-screen], [data-toasts-float], [data-above-toasts] { --toast-room: ${taken}px; }`,
    );
    toasts.style.setProperty('--toast-width', `${list ? Math.min(WIDEST, list - 32) : WIDEST}px`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(toasts);
  return () => {
    observer.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== room);
  };
}
