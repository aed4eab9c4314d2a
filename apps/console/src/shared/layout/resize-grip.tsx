import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './resize-grip.module.css';
import { pointedWidth, steppedWidth, type PaneWidthLimits } from './compute-pane-width.js';

interface Props {
  label: string;
  /** The edge of the pane on which the grip lies. */
  edge: 'left' | 'right';
  /** The width of the pane in pixels. */
  width: number;
  range: PaneWidthLimits;
  onWidth: (width: number) => void;
}

/** The edge of a pane, by which the pane is made wider or narrower: with the pointer, or the arrow keys; a double click gives it its usual width. */
export function ResizeGrip({ label, edge, width, range, onWidth }: Props) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const grip = event.currentTarget;
    const pane = grip.parentElement!.getBoundingClientRect();
    grip.setPointerCapture(event.pointerId);
    const move = ({ clientX }: globalThis.PointerEvent) => onWidth(pointedWidth({ pane, edge, range }, clientX));
    const end = new AbortController();
    grip.addEventListener('pointermove', move, end);
    for (const last of ['pointerup', 'pointercancel'] as const) grip.addEventListener(last, () => end.abort(), end);
  };
  const step = (event: KeyboardEvent) => {
    const next = steppedWidth({ edge, width, range }, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onWidth(next);
  };
  return (
    <div
      className={classes.grip}
      data-edge={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={range.narrow}
      aria-valuemax={range.wide}
      tabIndex={0}
      onPointerDown={drag}
      onDoubleClick={() => onWidth(range.usual)}
      onKeyDown={step}
    />
  );
}
