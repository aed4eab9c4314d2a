import { runWithConcurrencyLimit } from './run-with-concurrency-limit.js';

describe('the work for several cases', () => {
  it('is done six at a time, and returns what has failed', async () => {
    let [running, most] = [0, 0];
    const done: number[] = [];
    const failed = await runWithConcurrencyLimit([1, 2, 3, 4, 5, 6, 7, 8], async (item) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (item % 4 === 0) throw new Error(`not ${item}`);
      done.push(item);
    });
    expect([most, done]).toEqual([6, [1, 2, 3, 5, 6, 7]]);
    expect(failed).toEqual([
      { item: 4, error: new Error('not 4') },
      { item: 8, error: new Error('not 8') },
    ]);
  });
});
