import fc from 'fast-check';
import { TestTown } from '../../../../test/support/test-town.js';
import { bucketOf, histogramOf, quantile } from './duration-buckets.js';

let town: TestTown;
beforeAll(async () => {
  town = await TestTown.build();
});
afterAll(() => town.close());

/** As the sums hold them. */
const spreadOf = (values: readonly number[]) =>
  town.database.query<{ bucket: number; n: number }>(
    `select ${bucketOf('value')} as bucket, count(*)::int as n from unnest($1::bigint[]) value group by 1`,
    [values],
  );

describe('buckets of durations', () => {
  it('tell the middle and nine in ten within an eighth of what they are', async () => {
    const seconds = fc.array(fc.integer({ min: 10, max: 31_000_000 }), { minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(seconds, async (values) => {
        const spread = await spreadOf(values);
        const sorted = values.toSorted((a, b) => a - b);
        for (const share of [0.5, 0.9]) {
          const exact = sorted[Math.ceil(sorted.length * share) - 1]!;
          expect(Math.abs(quantile(spread, share)! / exact - 1)).toBeLessThan(1 / 8);
        }
        const histogram = histogramOf(spread);
        for (const { from, to, count } of histogram)
          expect(count).toBe(values.filter((value) => value >= from && (to === null || value < to)).length);
        expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      }),
      { numRuns: 100 },
    );
  });

  it('let a figure go where the values go, not from bucket to bucket', async () => {
    const around = (hours: number) =>
      spreadOf(Array.from({ length: 400 }, (_, n) => Math.round(hours * (1800 + n * 9))));
    const middles = await Promise.all(
      [8, 8.2, 8.4, 8.6].map(async (hours) => quantile(await around(hours), 0.5)! / hours / 3600),
    );
    for (const middle of middles) expect(Math.abs(middle - 0.9975)).toBeLessThan(0.01);
    const alone = await spreadOf([3000]);
    expect(quantile(alone, 0.9)).toBe(quantile(alone, 0.5));
  });

  it('have a place for nothing, and for more than a year', async () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(histogramOf([])).toEqual([]);
    expect(
      histogramOf(await spreadOf([0, 400 * 86_400]))
        .map(({ from, to, count }) => [from, to, count])
        .filter(([, , n]) => n),
    ).toEqual([
      [0, 10, 1],
      [31_536_000, null, 1],
    ]);
  });
});
