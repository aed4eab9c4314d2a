import { fromWholeMinute, wholeMinutes } from './whole-minutes.js';

it('shows parts that add up to their sum, whatever seconds they have', () => {
  const parts = [90, 90, 30, 3599, 1];
  let sumSeconds = 0;
  const shown = parts.map((seconds) => wholeMinutes({ seconds, sumSeconds: (sumSeconds += seconds) }) / 60);
  expect(shown).toEqual([1, 2, 0, 60, 0]);
  expect(shown.reduce((sum, part) => sum + part)).toBe(Math.floor(sumSeconds / 60));
});

const line = (from: string, to: string, [seconds, sumSeconds]: [number, number]) => ({
  ...{ from: `2026-03-${from}Z`, to: `2026-03-${to}Z` },
  ...{ seconds, sumSeconds },
});
const shownOf = (lines: ReturnType<typeof line>[]) =>
  fromWholeMinute(lines).map((one) => [wholeMinutes(one) / 60, Math.floor(one.sumSeconds / 60)]);

it('shows parts that are what lies between the clock times beside them', () => {
  // From 16:56:40 until the team closes at 17:30, and from 8:30 until 8:56:40.
  const hour = [
    line('02T16:56:40', '02T17:30:00', [2000, 2000]),
    line('02T17:30:00', '03T08:30:00', [0, 2000]),
    line('03T08:30:00', '03T08:56:40', [1600, 3600]),
  ];
  expect(shownOf(hour)).toEqual([[34, 34], [0, 34], [26, 60]]); // prettier-ignore
});

it('adds nothing to a time that begins before the team opens', () =>
  expect(shownOf([line('02T07:12:40', '03T00:00:00', [3600, 3600]), line('03T00:00:00', '03T09:00:30', [1830, 5430])])).toEqual([[60, 60], [30, 90]])); // prettier-ignore
