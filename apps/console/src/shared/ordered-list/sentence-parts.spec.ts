import { fillRange, fillSentence, listParts, plain } from './sentence-parts.js';

const chosen = (word: string) => [{ chosen: word }];

describe('a sentence with what was chosen in it', () => {
  it('keeps the words of the language around it', () => {
    expect(fillSentence((is) => `has ${is} in its subject`, chosen('école'))).toEqual([
      'has ',
      { chosen: 'école' },
      ' in its subject',
    ]);
  });

  it('keeps the two ends of a range in the order of the language', () => {
    const ends = { from: { chosen: '100' }, to: { chosen: '500' } };
    expect(fillRange(({ from, to }) => `at most ${to}, from ${from} on`, ends)).toEqual(['at most ', { chosen: '500' }, ', from ', { chosen: '100' }, ' on']); // prettier-ignore
    expect(fillRange(({ from }) => `from ${from}`, ends)).toEqual(['from ', { chosen: '100' }]);
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
