import { compileSenderPattern } from './sender-pattern.js';

describe('senders that a rule names', () => {
  it.each([
    ['Anne@Mairie.example', 'anne@mairie.example', true],
    ['anne@mairie.example', 'anne@mairie.example.org', false],
    ['@mairie.example', 'anne@mairie.example', true],
    ['@mairie.example', 'anne@sub.mairie.example', false],
    ['@mairie.example', 'mairie.example', false],
    ['@anne@social.example', '@anne@social.example', true],
    ['@social.example', '@anne@social.example', false],
    ['+33*', '+33612345678', true],
    ['+33 6*', '+33612345678', true],
    ['+33*', '+32470123456', false],
    ['+33 6 12 34 56 78', '+33612345678', true],
  ])('%s and %s: %s', (pattern, address, fits) => {
    expect(compileSenderPattern(pattern)!(address)).toBe(fits);
  });

  it.each(['', '*', 'a b', 'a*b', '**'])('are none: "%s"', (pattern) => {
    expect(compileSenderPattern(pattern)).toBeNull();
  });
});
