import { comparePhrases } from './compare-phrases.js';

describe('what only the short text speaks of', () => {
  const gutters = 'Complaint about leaking gutters on the school roof logged';

  it('is asked about where two words in a row are new', () => {
    const full = 'We have logged your complaint about seagulls nesting on the school roof';
    expect(comparePhrases(full, gutters, 'en')).toEqual([{ about: 'noun', full: [], short: ['leaking gutters'] }]);
    expect(comparePhrases('Nous tondons la pelouse', 'Nous élaguons vieux platanes', 'fr')).toEqual([
      { about: 'noun', full: [], short: ['élaguons vieux', 'vieux platanes'] },
    ]);
  });

  it('is not where one word stands for another, or where both are forms of what the full text says', () => {
    const full = 'The gutters that leak above the roof of the school were reported in your complaint';
    expect(comparePhrases(full, gutters, 'en')).toEqual([]);
  });

  it('is not where what is new are short forms and initials', () => {
    expect(comparePhrases('Your appointment is confirmed', 'Your appointment RDV TBC ref', 'en')).toEqual([]);
  });
});
