import { effectiveSearchWords } from './effective-search-words.js';

const typo = (typed: string, meant: string, isUsed = true) => ({ typed, meant, isUsed });
const hit = (...missing: string[]) => ({ missing });

describe('the words by which a search has found its cases', () => {
  it.each([
    ['are those that were typed', 'école cantine', { items: [hit()], corrections: [] }, 'école cantine'],
    [
      'have a typo corrected',
      'inscripton école',
      { items: [hit()], corrections: [typo('inscripton', 'inscription')] },
      'inscription école',
    ],
    [
      'leave out a word that no case has',
      'inscripton cantinne',
      { items: [hit('cantinne'), hit('cantinne')], corrections: [typo('inscripton', 'inscription')] },
      'inscription',
    ],
    [
      'keep all words that the nearest case has',
      'piscine cantine école',
      { items: [hit('piscine', 'école'), hit('école')], corrections: [] },
      'piscine cantine',
    ],
    [
      'keep a word for which another one is only proposed',
      'rui',
      { items: [hit()], corrections: [typo('rui', 'rue', false)] },
      'rui',
    ],
    [
      'keep what narrows the search',
      'canal:sms inscripton',
      { items: [hit()], corrections: [typo('inscripton', 'inscription')] },
      'canal:sms inscription',
    ],
    ['are what was typed where nothing was found', 'xyzzy', { items: [], corrections: [] }, 'xyzzy'],
  ])('%s', (_, q, result, words) => {
    expect(effectiveSearchWords(q, result)).toBe(words);
  });
});
