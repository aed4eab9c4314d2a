import { caseInList } from './currently-open-list.js';

const hit = { case: { id: 'c1' }, position: 4, file: null } as Parameters<typeof caseInList>[0];

describe('a case that the palette has found', () => {
  it('opens beside the list of the inbox that is open, which keeps its filters', () => {
    expect(caseInList(hit, { kind: 'inbox', view: 'mine', search: { tag: 'cantine' } })).toEqual({
      to: '/inbox/$view/$caseId',
      params: { view: 'mine', caseId: 'c1' },
      search: { tag: 'cantine', at: 4, file: undefined },
    });
  });

  it('opens beside what a search has found', () => {
    expect(caseInList(hit, { kind: 'search', q: 'lampadaire', order: 'newest' })).toEqual({
      to: '/search/$caseId',
      params: { caseId: 'c1' },
      search: { q: 'lampadaire', order: 'newest', at: 4, file: undefined },
    });
  });

  it('opens beside all cases where no list is open', () => {
    expect(caseInList(hit, undefined).params).toEqual({ view: 'all', caseId: 'c1' });
  });
});
