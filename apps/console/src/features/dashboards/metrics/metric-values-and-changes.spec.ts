import { metricChange } from '@guichet/contracts';
import { formatMetricValue, isOfTooFew, formatDuration, verdictOf } from './metric-values-and-changes.js';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('a length of time', () => {
  it.each([
    [0, '0 s'],
    [45, '45 s'],
    [59.6, '1 min'],
    [12 * 60, '12 min'],
    [3570, '1 h'],
    [3 * 3600 + 20 * 60, '3 h 20'],
    [3 * 3600 + 5 * 60, '3 h 05'],
    [86_399, '1 d'],
    [2 * 86_400 + 4 * 3600, '2 d 4 h'],
    [3 * 86_400, '3 d'],
    [16.4 * 86_400, '16 d'],
    [1200 * 86_400, '1,200 d'],
  ])('of %d seconds is said as "%s"', (seconds, said) => {
    expect(plain(formatDuration(seconds, 'en'))).toBe(said);
  });

  it('has days of its own in French', () => {
    expect(plain(formatDuration(2 * 86_400 + 4 * 3600, 'fr'))).toBe('2 j 4 h');
  });

  it('is not broken at the end of a line', () => {
    expect(formatDuration(2 * 86_400 + 4 * 3600, 'fr')).not.toContain(' ');
  });
});

describe('a value', () => {
  it('is written as its language writes numbers', () => {
    expect(formatMetricValue(12_480, 'count', 'en')).toBe('12,480');
    expect(plain(formatMetricValue(12_480, 'count', 'fr'))).toBe('12 480');
    expect(plain(formatMetricValue(0.92, 'share', 'fr'))).toBe('92 %');
    expect(formatMetricValue(0.034, 'share', 'en')).toBe('3.4%');
    expect(formatMetricValue(1.847, 'ratio', 'en')).toBe('1.85');
    expect(formatMetricValue(1.1, 'ratio', 'fr')).toBe('1,10');
    expect(formatMetricValue(null, 'seconds', 'en')).toBe('–');
  });
});

describe('a difference', () => {
  it('is a part of what it was, points of a share, and nothing where there was nothing', () => {
    expect(metricChange(120, 100, 'count')).toEqual({ by: 0.2, in: 'percent' });
    expect(metricChange(0.5, 0.75, 'share')).toEqual({ by: -0.25, in: 'points' });
    expect(metricChange(3, 0, 'count')).toBeUndefined();
    expect(metricChange(0, 0, 'count')).toEqual({ by: 0, in: 'percent' });
    expect(metricChange(null, 4, 'seconds')).toBeUndefined();
  });

  const seconds = (value: number, count = 50) => ({ value, count, p90: null });
  it('is good or bad by what the metric wants', () => {
    const slower = { now: seconds(120), before: seconds(100), unit: 'seconds' } as const;
    expect(verdictOf({ ...slower, better: 'less' })).toBe('worse');
    expect(verdictOf({ ...slower, now: seconds(80), better: 'less' })).toBe('better');
    expect(verdictOf({ ...slower, better: null })).toBeUndefined();
  });

  it('is neither where it is small, or of few cases', () => {
    const slower = { before: seconds(100), unit: 'seconds', better: 'less' } as const;
    expect(verdictOf({ ...slower, now: seconds(102) })).toBeUndefined();
    expect(verdictOf({ ...slower, now: seconds(200, 9) })).toBeUndefined();
    expect(verdictOf({ ...slower, now: seconds(200), before: seconds(100, 1) })).toBeUndefined();
    const share = { before: { value: 0.5, count: 40 }, unit: 'share', better: 'more' } as const;
    expect(verdictOf({ ...share, now: { value: 0.48, count: 40, p90: null } })).toBeUndefined();
    expect(verdictOf({ ...share, now: { value: 0.4, count: 40, p90: null } })).toBe('worse');
  });

  it('that is of few cases is said to be so, where it would be good or bad otherwise', () => {
    const slower = { before: seconds(100), unit: 'seconds', better: 'less' } as const;
    expect(isOfTooFew({ ...slower, now: seconds(123, 9) })).toBe(true);
    expect(isOfTooFew({ ...slower, now: seconds(123) })).toBe(false);
    expect(isOfTooFew({ ...slower, now: seconds(102, 9) })).toBe(false);
    expect(isOfTooFew({ ...slower, now: seconds(123, 9), better: null })).toBe(false);
    expect(isOfTooFew({ now: seconds(9, 9), before: seconds(1, 1), unit: 'count', better: 'less' })).toBe(false);
  });

  it('of medians is none within what they may be off by: an eighth', () => {
    const median = (value: number) => ({ value, count: 40, p90: 2 * value });
    const compared = (now: number) =>
      verdictOf({ now: median(now), before: median(8000), unit: 'seconds', better: 'less' });
    expect([8376, 9100, 7100].map(compared)).toEqual([undefined, undefined, undefined]);
    expect([9200, 6900].map(compared)).toEqual(['worse', 'better']);
    // A mean is exact.
    expect(verdictOf({ now: seconds(8376), before: seconds(8000), unit: 'seconds', better: 'less' })).toBe('worse');
  });

  it('of a count is one from nothing too, and of two or more none', () => {
    const missed = (now: number, before: number) =>
      verdictOf({ now: seconds(now, now), before: seconds(before, before), unit: 'count', better: 'less' });
    expect(missed(4, 0)).toBe('worse');
    expect(missed(0, 4)).toBe('better');
    expect(missed(2, 1)).toBeUndefined();
    expect(missed(203, 200)).toBeUndefined();
  });
});
