import { BoundedCache } from './bounded-cache.js';

describe('what was made last', () => {
  it('is made once for its key', () => {
    const made = new BoundedCache<string[]>(100);
    const first = made.get('a', () => ['first']);
    expect(made.get('a', () => ['second'])).toBe(first);
    expect(made.get('b', () => ['second'])).toEqual(['second']);
  });

  it('is forgotten beyond so many characters, of keys and of what was made, the one asked longest ago first', () => {
    const made = new BoundedCache<string>(20, ({ length }) => length);
    const ask = (key: string) => made.get(key, () => `${key} made`);
    ask('a');
    ask('b');
    expect(made.get('a', () => 'again')).toBe('a made');
    ask('c');
    expect([made.get('a', () => 'again'), made.get('b', () => 'again')]).toEqual(['a made', 'again']);
  });

  it('is not kept where it could not be made', () => {
    const made = new BoundedCache<string>(100);
    const fails = () => {
      throw new Error('no');
    };
    expect(() => made.get('a', fails)).toThrow('no');
    expect(made.get('a', () => 'now')).toBe('now');
  });

  it('can be put there by whoever has it, is counted once, and is looked for without being made', () => {
    const made = new BoundedCache<string>(20, ({ length }) => length);
    expect(made.known('a')).toBeUndefined();
    for (let n = 0; n < 5; n += 1) made.remember('a', 'a made');
    made.remember('b', 'b made');
    expect([made.known('a'), made.known('b')]).toEqual(['a made', 'b made']);
  });
});
