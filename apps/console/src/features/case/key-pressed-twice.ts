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

/** Returns whether a key has just done to another case what it would do to this one, which nobody can have read since. */
export function isPressedTwice(press: Press): boolean {
  const isOfOther = last?.shortcut === press.shortcut && last.caseId !== press.caseId;
  if (isOfOther && press.at - last!.at < TWICE) return true;
  last = press;
  return false;
}
