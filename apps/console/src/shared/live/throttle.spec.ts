import { throttle } from './throttle.js';

describe('a throttled act', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs at once, at most once per interval, and never loses the last call', () => {
    const runs: number[] = [];
    const act = throttle(100, () => runs.push(Date.now()));
    const start = Date.now();

    for (let call = 0; call < 50; call += 1) {
      act();
      jest.advanceTimersByTime(10);
    }
    jest.advanceTimersByTime(1000);

    expect(runs.map((at) => at - start)).toEqual([0, 100, 200, 300, 400, 500]);
  });

  it('is quiet when nobody calls', () => {
    const run = jest.fn();
    throttle(100, run);
    jest.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
  });
});
