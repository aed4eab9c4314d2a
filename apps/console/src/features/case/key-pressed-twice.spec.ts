import type { Shortcut } from '../../shared/keyboard/shortcut-list.js';
import { isPressedTwice, notePress } from './key-pressed-twice.js';

/** Returns whether the key did something. */
function press(shortcut: Shortcut, caseId: string, at: number): boolean {
  if (isPressedTwice({ shortcut, caseId, at })) return false;
  notePress({ shortcut, caseId, at });
  return true;
}

describe('a key that changes the open case', () => {
  it('does nothing to the case that has come in its place while it was pressed twice', () => {
    const done = [press('close', 'a', 1_000), press('close', 'b', 1_080), press('close', 'b', 1_200)];
    expect(done).toEqual([true, false, false]);
    expect([press('close', 'b', 1_500), press('close', 'c', 1_700), press('close', 'c', 1_950)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('does at once what another key has not done to the case before, and once more what it has done to this one', () => {
    expect(press('close', 'a', 5_000)).toBe(true);
    expect(press('mine', 'b', 5_080)).toBe(true);
    expect(press('mine', 'b', 5_160)).toBe(true);
  });
});
