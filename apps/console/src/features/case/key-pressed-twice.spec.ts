import { isPressedTwice } from './key-pressed-twice.js';

describe('a key that changes the open case', () => {
  it('does nothing to the case that has come in its place while it was pressed twice', () => {
    const close = (caseId: string, at: number) => isPressedTwice({ shortcut: 'close', caseId, at });
    expect([close('a', 1_000), close('b', 1_080), close('b', 1_200)]).toEqual([false, true, true]);
    expect([close('b', 1_500), close('c', 1_700), close('c', 1_950)]).toEqual([false, true, false]);
  });

  it('does at once what another key has not done to the case before, and once more what it has done to this one', () => {
    const press = (shortcut: 'close' | 'mine', caseId: string, at: number) => isPressedTwice({ shortcut, caseId, at });
    expect(press('close', 'a', 5_000)).toBe(false);
    expect(press('mine', 'b', 5_080)).toBe(false);
    expect(press('close', 'b', 5_160)).toBe(false);
    expect(press('close', 'b', 5_240)).toBe(false);
  });
});
