import { wholeMinutes } from './whole-minutes.js';

it('shows parts that add up to their sum, whatever seconds they have', () => {
  const parts = [90, 90, 30, 3599, 1];
  let sumSeconds = 0;
  const shown = parts.map((seconds) => wholeMinutes({ seconds, sumSeconds: (sumSeconds += seconds) }) / 60);
  expect(shown).toEqual([1, 2, 0, 60, 0]);
  expect(shown.reduce((sum, part) => sum + part)).toBe(Math.floor(sumSeconds / 60));
});
