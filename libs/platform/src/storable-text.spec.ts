import fc from 'fast-check';
import { Failure } from './failure.js';
import { storable } from './storable-text.js';

describe('a value that is to be stored', () => {
  // Threats: A100, M08, M09, U02.
  it('has neither NUL nor lone surrogates, in no string and no key', () => {
    expect(storable({ 'a\0': ['\ud800x', { b: 'c\0\0' }], pair: '😀', n: 1, none: null })).toEqual({
      'a\uFFFD': ['\uFFFDx', { b: 'c\uFFFD\uFFFD' }],
      pair: '😀',
      n: 1,
      none: null,
    });
  });

  it('may be a query string, but no instance of a class', () => {
    const query: object = Object.create(Object.create(null) as object) as object;
    expect({ ...(storable(Object.assign(query, { q: '\0' })) as object) }).toEqual({ q: '\uFFFD' });
    const bytes = Buffer.from('\0');
    expect(storable(bytes)).toBe(bytes);
  });

  it('is otherwise what it was', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        const plain = !/\\u0000|\\ud[89a-f]/i.test(json);
        const same = JSON.stringify(storable(value)) === JSON.stringify(value);
        expect(same || !plain).toBe(true);
      }),
    );
  });

  // Threats: R02.
  it('is refused when it would fill the stack', () => {
    const deep: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
    expect(() => storable(deep)).toThrow(Failure);
  });
});
