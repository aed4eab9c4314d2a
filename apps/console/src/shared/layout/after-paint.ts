/**
 * Runs something once the frame is painted in which a change of this moment is drawn. The changes of queries are drawn by a timer,
 * behind which this one stands.
 */
export const afterPaint = (run: () => void): void =>
  void setTimeout(() => setTimeout(() => requestAnimationFrame(() => setTimeout(run))));
