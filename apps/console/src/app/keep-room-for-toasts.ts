import { watchBarBelowToasts } from '../shared/feedback/element-below-toasts.js';

const WIDEST = 344;

/**
 * Keeps what toasts are about visible: tells what ends above them how high the open ones are (`--toast-room`), and how wide they may
 * be to stay over the list (`--toast-width`), and the toasts how high the bar is above which they stand (`--toast-lift`). Returns how to end that.
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
      `[data-toast-room], [data-screen], [data-toasts-float], [data-above-toasts], [data-below-toasts] { --toast-room: ${taken}px; }`,
    );
    toasts.style.setProperty('--toast-width', `${list ? Math.min(WIDEST, list - 32) : WIDEST}px`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(toasts);
  const liftOver = new ResizeObserver(([bar]) =>
    toasts.style.setProperty('--toast-lift', `${bar!.target.clientHeight}px`),
  );
  const stopWatching = watchBarBelowToasts((bar) => {
    liftOver.disconnect();
    toasts.style.removeProperty('--toast-lift');
    if (bar) liftOver.observe(bar);
  });
  return () => {
    stopWatching();
    liftOver.disconnect();
    observer.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== room);
  };
}
