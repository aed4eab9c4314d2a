import type { Shortcut } from '../../shared/keyboard/shortcut-list.js';

/** So soon after itself, a key is pressed twice by a hand, and not for a case that has come into sight in between. Milliseconds. */
const TWICE = 400;

interface Press {
  shortcut: Shortcut;
  caseId: string;
  /** When, in milliseconds. */
  at: number;
}

let last: Press | undefined;

/** Notes that a key has done something to a case. */
export const notePress = (press: Press): void => void (last = press);

/** Returns whether a key has just done to another case what it would do to this one, which nobody can have read since. */
export function isPressedTwice({ shortcut, caseId, at }: Press): boolean {
  return last?.shortcut === shortcut && last.caseId !== caseId && at - last.at < TWICE;
}
