/** Within this time of coming to stand under a pointer that rests, a button takes none of its presses. Milliseconds. */
export const GUARDED_MS = 700;
/** A hand that has moved the pointer further than this has aimed anew. Pixels. */
const AIMED_PX = 8;
/** What comes so soon after a key was brought by it. Milliseconds. */
const BROUGHT_MS = 100;

export interface Place {
  x: number;
  y: number;
}

/** When a button came, or began to mean something else, and where the pointer rested then. */
export interface Arrival {
  at: number;
  /** Undefined: there has been no pointer yet. */
  pointer: Place | undefined;
  /** A key has brought it: whoever types it expects that. */
  isByKey: boolean;
}

/** Whether what comes now was brought by a key, and not by a press after it. Pure. */
export const isBroughtByKey = (at: number, { typedAt, pressedAt }: { typedAt: number; pressedAt: number }): boolean =>
  typedAt > pressedAt && at - typedAt <= BROUGHT_MS;

/**
 * Whether a press was meant for what stood there before the button: the second one of a double click, whose first has brought the
 * button under the pointer. A press after the pointer was moved, or after a key, is meant as it is. Pure.
 */
export const isSecondPress = (
  press: Place & { at: number },
  { arrival, typedAt }: { arrival: Arrival; typedAt: number },
): boolean =>
  press.at - arrival.at < GUARDED_MS &&
  !arrival.isByKey &&
  typedAt < arrival.at &&
  arrival.pointer !== undefined &&
  Math.hypot(press.x - arrival.pointer.x, press.y - arrival.pointer.y) <= AIMED_PX;
