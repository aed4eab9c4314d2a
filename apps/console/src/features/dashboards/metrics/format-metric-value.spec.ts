import { formatMetricValue, changeOf, formatDuration, verdictOf } from './format-metric-value.js';

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
    expect(formatMetricValue(null, 'seconds', 'en')).toBe('–');
  });
});

describe('a difference', () => {
  it('is a part of what it was, points of a share, and nothing where there was nothing', () => {
    expect(changeOf(120, 100, 'count')).toEqual({ by: 0.2, in: 'percent' });
    expect(changeOf(0.5, 0.75, 'share')).toEqual({ by: -0.25, in: 'points' });
    expect(changeOf(3, 0, 'count')).toBeUndefined();
    expect(changeOf(0, 0, 'count')).toEqual({ by: 0, in: 'percent' });
    expect(changeOf(null, 4, 'seconds')).toBeUndefined();
  });

  it('is good or bad by what the metric wants', () => {
    expect(verdictOf({ by: 0.2, in: 'percent' }, 'less')).toBe('worse');
    expect(verdictOf({ by: -0.2, in: 'percent' }, 'less')).toBe('better');
    expect(verdictOf({ by: 0.2, in: 'percent' }, null)).toBeUndefined();
    expect(verdictOf({ by: 0.002, in: 'points' }, 'more')).toBeUndefined();
  });
});
