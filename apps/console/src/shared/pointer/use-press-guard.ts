import { useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { isBroughtByKey, isSecondPress, type Arrival, type Place } from './second-press.js';

/** Where the pointer is, and when something was typed last; watched from the first guarded button on. */
let pointer: Place | undefined;
let typedAt = -Infinity;
let pressedAt = -Infinity;
let isWatching = false;

function watch() {
  if (isWatching) return;
  isWatching = true;
  const onPointer = ({ clientX: x, clientY: y }: PointerEvent) => void (pointer = { x, y });
  const onPress = ({ timeStamp }: Event) => void (pressedAt = timeStamp);
  const onTyped = ({ timeStamp }: Event) => void (typedAt = timeStamp);
  const first = { capture: true, passive: true };
  for (const sign of ['pointermove', 'pointerdown'] as const) document.addEventListener(sign, onPointer, first);
  document.addEventListener('pointerdown', onPress, first);
  for (const sign of ['keydown', 'input'] as const) document.addEventListener(sign, onTyped, first);
}

const refuse = (event: MouseEvent | KeyboardEvent) => {
  event.preventDefault();
  event.stopPropagation();
};

/**
 * Keeps a button, or an element with buttons, from a press that was meant for what stood there before, and from a key that is held
 * down. `meaning`: what it is about, such as the case or the recipient; with another one it is another button.
 */
export function usePressGuard(...meaning: readonly unknown[]) {
  const arrival = useRef<Arrival>({ at: -Infinity, pointer: undefined, isByKey: false });
  // In the commit that shows it: from here on it can be pressed.
  useLayoutEffect(() => {
    watch();
    const at = performance.now();
    arrival.current = { at, pointer, isByKey: isBroughtByKey(at, { typedAt, pressedAt }) };
  }, meaning);
  return {
    onClickCapture: (event: MouseEvent) => {
      const { detail, clientX: x, clientY: y, timeStamp: at } = event;
      // A key that presses a button counts no clicks.
      if (detail > 0 && isSecondPress({ x, y, at }, { arrival: arrival.current, typedAt })) refuse(event);
    },
    onKeyDownCapture: (event: KeyboardEvent) => {
      const isOfField =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
      if (event.repeat && event.key === 'Enter' && !isOfField) refuse(event);
    },
  };
}
