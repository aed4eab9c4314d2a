import type { MetricPoint } from '@guichet/contracts';
import { extremes, largest, linesOf, spread } from './chart-lines.js';

const point = (key: string, value: number | null, of: Partial<MetricPoint> = {}): MetricPoint => ({
  key,
  value,
  count: 1,
  p90: null,
  label: null,
  series: null,
  ...of,
});

describe('the lines of a result', () => {
  it('are one, and one more for nine in ten', () => {
    const points = [point('mon', 60, { p90: 300 }), point('tue', null)];
    expect(linesOf({ points, series: [] }, true)).toEqual({
      keys: ['mon', 'tue'],
      lines: [
        { key: 'value', label: null, values: [60, null] },
        { key: 'p90', label: null, values: [300, null] },
      ],
    });
  });

  it('are one by series, the largest first, and nothing where a series has no point', () => {
    const points = [
      point('mon', 2, { series: 'sms' }),
      point('mon', 9, { series: 'email' }),
      point('tue', 4, { series: 'email' }),
    ];
    const series = [
      { key: 'sms', label: null },
      { key: 'email', label: null },
    ];
    expect(linesOf({ points, series }, false).lines.map(({ key, values }) => [key, values])).toEqual([
      ['email', [9, 4]],
      ['sms', [2, null]],
    ]);
  });

  it('beyond the largest are added up, unless there is only one of them', () => {
    const lines = [8, 4, 2, 1].map((value) => ({ key: String(value), label: null, values: [value, null] }));
    const shown = (count: number) =>
      largest({ keys: ['a', 'b'], lines }, count).lines.map(({ key, values }) => [key, values]);
    expect(shown(2)).toEqual([
      ['8', [8, null]],
      ['4', [4, null]],
      ['others', [3, 0]],
    ]);
    expect(shown(3)).toHaveLength(4);
    expect(shown(3)[3]).toEqual(['1', [1, null]]);
  });

  it('have a lowest and a highest point where they have any', () => {
    expect(extremes([null, 4, 2, 9, 9])).toEqual({ low: 2, high: 3 });
    expect(extremes([null, null])).toBeUndefined();
  });
});

describe('labels', () => {
  it('stay where they are while there is room', () => {
    expect(spread([10, 80, 40], 16, 100)).toEqual([10, 80, 40]);
  });

  it('part where they would lie on each other, and stay inside', () => {
    expect(spread([50, 50, 52], 16, 100)).toEqual([50, 66, 82]);
    expect(spread([98, 99, 97], 16, 100)).toEqual([84, 100, 68]);
  });
});
