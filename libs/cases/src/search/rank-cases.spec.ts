import { rankCases, type ScoredMatch } from './rank-cases.js';
import { termOf } from './search-terms.js';

const termIn = (word: string, entries: number) => termOf(word, { folded: word, stem: null, entries, words: [] });
const terms = [termIn('demande', 900), termIn('tilleul', 3)];
const match = (caseId: string, levels: number[], more: Partial<ScoredMatch> = {}): ScoredMatch => ({
  ...{ caseId, entryId: `${caseId}1`, fileId: null, levels, subject: '', citizenName: '', ...more },
});
const order = (...matches: ScoredMatch[]) =>
  rankCases(matches, { terms, all: 1000 }).map(({ match: { caseId } }) => caseId);

describe('the order of cases', () => {
  it('is by the words that tell most, as they were typed before other forms', () => {
    expect(order(match('a', [2, 1]), match('b', [2, 2]), match('c', [1, 2]))).toEqual(['b', 'c', 'a']);
  });

  it('puts those first whose subject or name has a word, and those that have the words in one message', () => {
    expect(order(match('a', [2, 2]), match('b', [2, 2], { subject: 'Le tilleul' }))).toEqual(['b', 'a']);
    const apart = [match('b', [2, 0]), match('b', [0, 2], { entryId: 'b2' })];
    expect(order(...apart, match('a', [2, 2]))).toEqual(['a', 'b']);
  });

  it('leaves out what lacks the words that tell, names what is missing, and of equals shows the newest', () => {
    expect(order(match('a', [2, 0]), match('b', [0, 2]))).toEqual(['b']);
    const [kept] = rankCases([match('a', [2, 0]), match('b', [0, 2])], { terms, all: 1000 });
    expect(kept!.missing.map(({ typed }) => typed)).toEqual(['demande']);
    expect(order(match('a', [2, 2]), match('z', [2, 2]))).toEqual(['z', 'a']);
  });

  it('shows of a case the entry that holds most', () => {
    const [best] = rankCases([match('a', [2, 0]), match('a', [2, 2], { entryId: 'a2' })], { terms, all: 1000 }); // prettier-ignore
    expect(best!.match.entryId).toBe('a2');
  });
});
