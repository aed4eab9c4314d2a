import { referencePattern } from './reference-and-number-patterns.js';

describe('a reference', () => {
  it.each([
    ['GCH-2026-000123', 'GCH-2026-000123'],
    ['gch-2026-123', 'GCH-2026-000123'],
    ['2026-123', '%-000123'],
    ['GCH-123', '%-000123'],
    ['000123', '%-000123'],
    ['1234567', '%-1234567'],
  ])('typed as “%s” is looked for as “%s”', (typed, pattern) => expect(referencePattern(typed)).toBe(pattern));

  it.each(['', 'GCH', 'cantine', '06 39 98 12 11'])('is not meant by “%s”', (typed) =>
    expect(referencePattern(typed)).toBeNull(),
  );
});
