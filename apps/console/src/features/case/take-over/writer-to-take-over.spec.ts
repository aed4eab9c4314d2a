import type { ViewerState } from '@guichet/contracts';
import { writerToTakeOver } from './writer-to-take-over.js';

const viewer = (id: string, state: ViewerState) => ({ id, state, name: id });
const [bob, chloe] = [viewer('bob', 'writing'), viewer('chloe', 'writing')];

// Interaction: R07.
describe('from whom a case can be taken over', () => {
  it('is the colleague who writes in it, also while they pause', () => {
    expect(writerToTakeOver(undefined, [viewer('chloe', 'viewing'), bob])).toEqual(bob);
    expect(writerToTakeOver(bob, [viewer('bob', 'viewing')])?.id).toBe('bob');
    expect(writerToTakeOver(bob, [viewer('bob', 'idle')])?.id).toBe('bob');
  });

  it('is whoever writes now, before whoever has paused', () => {
    expect(writerToTakeOver(bob, [viewer('bob', 'viewing'), chloe])).toEqual(chloe);
  });

  it('is nobody where all only look at it, or the one who wrote has left it', () => {
    expect(writerToTakeOver(undefined, [viewer('chloe', 'viewing')])).toBeUndefined();
    expect(writerToTakeOver(bob, [viewer('chloe', 'viewing')])).toBeUndefined();
    expect(writerToTakeOver(bob, [])).toBeUndefined();
  });
});
