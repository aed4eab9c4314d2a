/** Whoever waits for the first screen on a page that shows none waits no longer. */
const LIMIT_MS = 10_000;

let show!: () => void;

/**
 * Resolves once the first screen is painted. What nobody can see before waits for it, as everything that is fetched meanwhile
 * makes the first screen come later on a slow line.
 */
export const firstScreen = new Promise<void>((resolve) => {
  show = resolve;
  setTimeout(resolve, LIMIT_MS);
});

/**
 * Takes away what `index.html` shows of itself as soon as anything else is in the root: the theme alone, which writes its styles there,
 * is nothing to be seen. A style that says so would be tried anew with every change of the page, as long as it is open.
 */
export function endWaiting(root: HTMLElement): void {
  const observer = new MutationObserver(() => {
    if (!root.querySelector(':scope > :not(style)')) return;
    observer.disconnect();
    removeWaiting();
  });
  observer.observe(root, { childList: true });
}

const removeWaiting = () => {
  for (const waiting of document.querySelectorAll('.waiting, [data-waiting]')) waiting.remove();
};

/** The first screen has its content: what waits for it begins after the next paint. */
export function firstScreenIsShown(): void {
  removeWaiting();
  requestAnimationFrame(() => setTimeout(show));
}
