import { isReturning, noteReturning } from './returning-cases.js';

it('a case that an undo brings back is no news for a while', () => {
  noteReturning(['a', 'b'], 1_000);
  expect(isReturning('a', 15_999)).toBe(true);
  expect(isReturning('a', 16_000)).toBe(false);
  expect(isReturning('c', 1_000)).toBe(false);
  noteReturning(['a'], 17_000);
  expect([isReturning('a', 17_000), isReturning('b', 17_000)]).toEqual([true, false]);
});
