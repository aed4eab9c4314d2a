import { retryAfterSeconds } from './retry-after.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['Mon, 02 Nov 2026 12:01:30 GMT', 90],
    ['Mon, 02 Nov 2026 11:00:00 GMT', undefined],
    ['0', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%j', (value, seconds) => expect(retryAfterSeconds(new Headers({ 'retry-after': value }), NOW)).toBe(seconds));

  it('may be absent', () => expect(retryAfterSeconds(new Headers(), NOW)).toBeUndefined());
});
