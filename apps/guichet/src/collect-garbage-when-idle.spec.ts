import { getHeapSpaceStatistics } from 'node:v8';
import { youngCollector } from './collect-garbage-when-idle.js';

const youngBytes = () =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_used_size ?? 0;

describe('the collector of young objects', () => {
  it('frees what nobody holds any more', () => {
    const collect = youngCollector();
    collect();
    const before = youngBytes();
    for (let count = 0; count < 2_000; count += 1) Array.from({ length: 20 }, () => ({ count }));
    const grown = youngBytes() - before;
    collect();
    expect(youngBytes() - before).toBeLessThan(grown / 2);
  });

  it('leaves no such function to everybody else', () => {
    youngCollector();
    expect(globalThis.gc).toBeUndefined();
  });
});
