/** A page that nobody sees paints nothing: what waits for that runs all the same, after so long. Milliseconds. */
const LATEST = 200;

/**
 * Runs something once the frame is painted in which a change of this moment is drawn, also one that waits for a promise or a timer
 * before it is made.
 */
export function afterPaint(run: () => void): void {
  let isOver = false;
  const once = () => {
    if (isOver) return;
    isOver = true;
    run();
  };
  setTimeout(() => setTimeout(() => requestAnimationFrame(() => setTimeout(once))));
  setTimeout(once, LATEST);
}
