import { fillSentence, listParts, plain } from './sentence-parts.js';

const chosen = (word: string) => [{ chosen: word }];

describe('a sentence with what was chosen in it', () => {
  it('keeps the words of the language around it', () => {
    expect(fillSentence((is) => `has ${is} in its subject`, chosen('école'))).toEqual([
      'has ',
      { chosen: 'école' },
      ' in its subject',
    ]);
  });

  it.each([
    ['en', 'conjunction', 'a, b, and c'],
    ['en', 'disjunction', 'a, b, or c'],
    ['fr', 'conjunction', 'a, b et c'],
    ['fr', 'disjunction', 'a, b ou c'],
  ] as const)('lists in %s as a %s', (language, type, words) => {
    expect(plain(listParts(language, type, ['a', 'b', 'c'].map(chosen)))).toBe(words);
  });
});
