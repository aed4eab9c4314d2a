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

/** The first screen has its content: what waits for it begins after the next paint. */
export function firstScreenIsShown(): void {
  // With its styles: one of them would be tried anew with every change of the page.
  for (const waiting of document.querySelectorAll('.waiting, [data-waiting]')) waiting.remove();
  requestAnimationFrame(() => setTimeout(show));
}
