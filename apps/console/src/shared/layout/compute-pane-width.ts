/** Between which widths a pane can be, and what it has at first, in pixels. */
export interface PaneWidthLimits {
  narrow: number;
  wide: number;
  usual: number;
}

type Edge = 'left' | 'right';

const STEP = 16;

const within = ({ narrow, wide }: PaneWidthLimits, width: number) =>
  Math.round(Math.min(wide, Math.max(narrow, width)));

/** Returns the width of a pane whose edge is drawn to a place of the window. */
export function pointedWidth(
  { pane, edge, range }: { pane: { left: number; right: number }; edge: Edge; range: PaneWidthLimits },
  x: number,
): number {
  return within(range, edge === 'right' ? x - pane.left : pane.right - x);
}

/** Returns the width that a key gives to a pane: an arrow moves its edge, Home and End make it as narrow or as wide as can be. Undefined for any other key. */
export function steppedWidth(
  { edge, width, range }: { edge: Edge; width: number; range: PaneWidthLimits },
  key: string,
): number | undefined {
  const outwards = edge === 'right' ? STEP : -STEP;
  if (key === 'ArrowRight') return within(range, width + outwards);
  if (key === 'ArrowLeft') return within(range, width - outwards);
  return { Home: range.narrow, End: range.wide }[key];
}
