import { axisTicks } from './axis-ticks.js';

describe('the lines of an axis', () => {
  it.each([
    [0, 'count', [0, 1]],
    [3, 'count', [0, 1, 2, 3]],
    [84, 'count', [0, 50, 100]],
    [1240, 'count', [0, 500, 1000, 1500]],
    [11_000, 'seconds', [0, 3600, 7200, 10_800, 14_400]],
    [170_000, 'seconds', [0, 43_200, 86_400, 129_600, 172_800]],
    [0.34, 'share', [0, 0.1, 0.2, 0.3, 0.4]],
    [0.96, 'share', [0, 0.5, 1]],
    [1, 'share', [0, 0.5, 1]],
    [1.85, 'ratio', [0, 0.5, 1, 1.5, 2]],
  ] as const)('up to %d %s are %j', (most, unit, ticks) => {
    expect(axisTicks(most, unit).map((tick) => Math.round(tick * 1e6) / 1e6)).toEqual(ticks);
  });

  it('are few, begin at zero and hold the highest value, whatever it is', () => {
    for (let most = 0.003; most < 5e7; most *= 1.37)
      for (const unit of ['count', 'seconds', 'ratio'] as const) {
        const ticks = axisTicks(most, unit);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)! * 1.000001).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }
  });
});
