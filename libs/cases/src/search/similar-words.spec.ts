import { distance, similarWords } from './similar-words.js';

describe('a typo', () => {
  it.each([
    ['mairie', 'mairie', 0],
    ['mairei', 'mairie', 1],
    ['mairrie', 'mairie', 1],
    ['marie', 'mairie', 1],
    ['cantine', 'mairie', 4],
    ['', 'eau', 3],
  ])('makes of “%s” “%s” by so many mistakes', (a, b, mistakes) => expect(distance(a, b)).toBe(mistakes));

  it('means the nearest word, then the most frequent, and none that is far for its length', () => {
    const words = ['marche', 'mairie', 'marie', 'maitrise'].map((word, n) => ({ word, entries: n }));
    expect(similarWords('mairei', words)).toEqual(['mairie', 'marie']);
    expect(similarWords('eua', [{ word: 'eau', entries: 9 }])).toEqual([]);
  });
});
