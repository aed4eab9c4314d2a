import { mergeHistogramBuckets } from './merge-histogram-buckets.js';

const buckets = [0, 0, 3, 5, 0, 1, 2, 0].map((count, index) => ({
  from: index,
  to: index === 7 ? null : index + 1,
  count,
}));

describe('the columns of a histogram', () => {
  it('leave out the empty ends, and put neighbours together where they are too many', () => {
    expect(mergeHistogramBuckets(buckets, 10)).toEqual(buckets.slice(2, 7));
    expect(mergeHistogramBuckets(buckets, 3)).toEqual([
      { from: 2, to: 4, count: 8 },
      { from: 4, to: 6, count: 1 },
      { from: 6, to: 7, count: 2 },
    ]);
  });

  it('are none where there is nothing', () => {
    expect(mergeHistogramBuckets([{ from: 0, to: null, count: 0 }], 5)).toEqual([]);
  });
});
