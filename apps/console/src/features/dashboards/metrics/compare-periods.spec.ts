import type { MetricPoint } from '@guichet/contracts';
import { comparePeriods, grewMost } from './compare-periods.js';

const point = (key: string, value: number | null, label: string | null = null): MetricPoint => ({
  key,
  value,
  count: value ?? 0,
  p90: null,
  label,
  series: null,
});

describe('two periods side by side', () => {
  it('tell what grew most, though a small one grew by a larger part', () => {
    const rows = comparePeriods(
      [point('email', 160), point('sms', 6), point('chat', 9)],
      [point('email', 120), point('sms', 2), point('post', 30)],
      'count',
    );
    expect(rows.map(({ key, more, change }) => [key, more, change?.by])).toEqual([
      ['email', 40, 40 / 120],
      ['sms', 4, 2],
      ['chat', 9, undefined],
      ['post', -30, -1],
    ]);
    expect(grewMost(rows)?.key).toBe('email');
  });

  it('do not take what was not measured for nothing', () => {
    const [schools, roads] = comparePeriods(
      [point('schools', 3600, 'Schools')],
      [point('schools', 1800), point('roads', 60, 'Roads')],
      'seconds',
    );
    expect(schools).toMatchObject({ label: 'Schools', more: 1800, change: { by: 1, in: 'percent' } });
    expect(roads).toMatchObject({ label: 'Roads', more: null, change: undefined, now: { value: null } });
  });

  it('say nothing of before where nothing is compared', () => {
    const rows = comparePeriods([point('email', 3)], undefined, 'count');
    expect(rows).toMatchObject([{ before: undefined, more: null, change: undefined }]);
    expect(grewMost(rows)).toBeUndefined();
  });
});
