import { RecentPayloads } from './recent-payloads.js';

const body = (bytes: number) => new Uint8Array(bytes);

describe('payloads that were stored a moment ago', () => {
  it('are kept only where somebody processes them', () => {
    const recent = new RecentPayloads();
    recent.put('one', body(10));
    expect(recent.ids()).toEqual([]);
    recent.put('two', body(10));
    expect(recent.ids()).toEqual(['two']);
    expect(recent.take('two')).toHaveLength(10);
    expect(recent.take('two')).toBeUndefined();
  });

  // Threats: A096.
  it('take only so much room, which is free again once they are taken', () => {
    const recent = new RecentPayloads();
    recent.ids();
    recent.put('large', body(30 * 1024 * 1024));
    recent.put('late', body(3 * 1024 * 1024));
    expect(recent.ids()).toEqual(['large']);
    recent.take('large');
    recent.put('late', body(3 * 1024 * 1024));
    expect(recent.ids()).toEqual(['late']);
    recent.clear();
    for (let n = 0; n < 2_100; n += 1) recent.put(String(n), body(1));
    expect(recent.ids()).toHaveLength(2_000);
  });
});
