import { Tooltip } from '@mantine/core';
import { useState, type PointerEvent, type ReactNode } from 'react';
import classes from './press-tooltip.module.css';

/** Where a button with such a tooltip was pressed last. Kept here, as the next case brings the button anew under the pointer. */
const pressed: { at?: { x: number; y: number } } = {};

/**
 * A tooltip that goes when its button is pressed, until the pointer is moved: under what the button opens, and after that, the
 * pointer may still rest where it was, and the tooltip would cover what is worked with.
 */
export function PressTooltip({ label, children }: { label: string; children: ReactNode }) {
  const [isQuiet, setIsQuiet] = useState(() => pressed.at !== undefined);
  const listen = ({ clientX, clientY }: PointerEvent) => {
    if (isQuiet && (clientX !== pressed.at?.x || clientY !== pressed.at.y)) setIsQuiet(false);
  };
  return (
    <span
      className={classes.around}
      onPointerDown={({ clientX, clientY }) => {
        pressed.at = { x: clientX, y: clientY };
        setIsQuiet(true);
      }}
      onPointerMove={listen}
      onPointerLeave={listen}
    >
      <Tooltip label={label} disabled={isQuiet}>
        {children}
      </Tooltip>
    </span>
  );
}
