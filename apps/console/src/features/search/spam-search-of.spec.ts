import { searchLimits, type SearchFilter, type SearchHit, type SearchResult } from '@guichet/contracts';
import { spamSearchOf } from './spam-search-of.js';

const result = (items: number, filters: Partial<SearchFilter>[] = []): SearchResult => ({
  items: Array.from({ length: items }, () => ({}) as SearchHit),
  filters: filters.map((filter) => ({ isKnown: true, ...filter }) as SearchFilter),
  corrections: [],
  nextCursor: null,
});

describe('what is looked for among spam', () => {
  it('is the same as elsewhere, whatever narrows it', () => {
    expect(spamSearchOf('dupont', result(0), 'status:spam')).toBe('dupont status:spam');
    expect(spamSearchOf('dupont de:zoe ', result(3, [{ operator: 'from' }]), 'statut:spam')).toBe(
      'dupont de:zoe statut:spam',
    );
  });

  it('is nothing where as many were found as are shown, a status was named, or the search would be too long', () => {
    expect(spamSearchOf('dupont', result(searchLimits.shown), 'status:spam')).toBeUndefined();
    expect(spamSearchOf('dupont', result(0, [{ operator: 'status' }]), 'status:spam')).toBeUndefined();
    expect(spamSearchOf('x'.repeat(195), result(0), 'status:spam')).toBeUndefined();
  });
});
