import { termOf } from './search-terms.js';
import { textAroundWords } from './search-snippet.js';

const terms = ['loyer', 'juin'].map((word) => termOf(word, { folded: word, stem: word, entries: 0, words: [] }));
const far = 'Le bailleur et le preneur sont convenus de ce qui suit. '.repeat(20);

describe('the passage of a long text', () => {
  it('is that in which most of the words are, marked, and cuts no word', () => {
    const pieces = textAroundWords(`${far}Un loyer. ${far}Le LOYER de\njuin est payé. ${far}`, terms);
    expect(pieces.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['LOYER', 'juin']);
    expect(pieces[0]!.text).toMatch(/^Le bailleur .* suit\. Le $/);
    expect(pieces[2]!.text).toBe(' de ');
  });

  it('marks what stands behind an apostrophe, and an address as it was typed', () => {
    const typed = ['ecole', 'Zoe@Citizen.test'].map((word) =>
      termOf(word, { folded: word.toLowerCase(), stem: null, entries: 0, words: [] }),
    );
    const pieces = textAroundWords('À l’école, zoe@citizen.test', typed);
    expect(pieces.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['école', 'zoe@citizen.test']);
  });

  it('is its beginning where no word is in it', () => {
    expect(textAroundWords('Rien de tel', terms)).toEqual([{ text: 'Rien de tel', hit: false }]);
    expect(textAroundWords('', terms)).toEqual([]);
  });
});
