import { Tooltip } from '@mantine/core';
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import classes from './press-tooltip.module.css';

/** So long the pointer rests before the tooltip comes, in milliseconds: as that of any other. */
const RESTS_MS = 350;

/** Where a button with such a tooltip was pressed last. Kept here, as the next case brings the button anew under the pointer. */
const pressed: { at?: { x: number; y: number } } = {};

/**
 * A tooltip that comes at once with the focus of the keyboard, and goes when its button is pressed, until the pointer is moved: under what the button opens, and after that, the
 * pointer may still rest where it was, and the tooltip would cover what is worked with. It is drawn when it is to be seen: a
 * tooltip that only waits is drawn twice with each case that is opened.
 */
export function PressTooltip({ label, children }: { label: string; children: ReactNode }) {
  const [button, setButton] = useState<HTMLElement>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setButton(undefined);
  };
  const listen = ({ clientX, clientY, pointerType, currentTarget }: PointerEvent<HTMLElement>) => {
    const isWherePressed = clientX === pressed.at?.x && clientY === pressed.at.y;
    if (pointerType !== 'mouse' || isWherePressed || timer.current !== undefined) return;
    const [child] = currentTarget.children;
    timer.current = setTimeout(() => child instanceof HTMLElement && setButton(child), RESTS_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!button) return undefined;
    // What covers something can be put away without moving.
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && setButton(undefined);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [button]);
  return (
    <span
      className={classes.around}
      onPointerDown={({ clientX, clientY }) => {
        pressed.at = { x: clientX, y: clientY };
        hide();
      }}
      onPointerEnter={listen}
      onPointerMove={listen}
      onPointerLeave={hide}
      // Whoever goes there by keys need not wait for it: they have nothing else to point with.
      onFocus={({ target }) => target.matches(':focus-visible') && setButton(target)}
      onBlur={hide}
      onKeyDown={({ key }) => (key === 'Enter' || key === ' ') && hide()}
    >
      {children}
      {button && <Tooltip target={button} opened label={label} multiline maw={280} />}
    </span>
  );
}
