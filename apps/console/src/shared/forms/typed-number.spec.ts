import { numberToType, typedNumber } from './typed-number.js';

describe('a number that is typed', () => {
  it.each<[string, number | undefined]>([
    ['150,5', 150.5],
    ['1\u202f250.50', 1250.5],
    ['-3', -3],
    [',5', 0.5],
    ['12 €', undefined],
    ['1,2,3', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('%j is %j', (text, value) => expect(typedNumber(text)).toBe(value));

  it('is shown again as it would be typed', () => {
    for (const language of ['en', 'fr'] as const)
      for (const value of [0, -3, 150.5, 1_000_000]) expect(typedNumber(numberToType(value, language))).toBe(value);
    expect(numberToType(150.5, 'fr')).toBe('150,5');
  });
});
