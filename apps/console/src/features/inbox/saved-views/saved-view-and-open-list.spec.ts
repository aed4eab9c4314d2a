import { differsFrom, filterOfList, isNarrowed, listOfView } from './saved-view-and-open-list.js';

const view = { id: 'v1', filter: { view: 'team', channel: 'email', sort: 'due' } } as const;
const opened = { view: 'team', search: { channel: 'email', sort: 'due', saved: 'v1' }, sort: 'newest' } as const;

describe('a saved view', () => {
  it('is what its list is narrowed to, with its order, and without its own mark', () => {
    expect(filterOfList(opened)).toEqual({ view: 'team', channel: 'email', sort: 'due' });
    expect(filterOfList({ ...opened, search: { tag: undefined } })).toEqual({ view: 'team', sort: 'newest' });
  });

  it('opens as the list that it is, and is the same list then', () => {
    const { params, search } = listOfView(view);

    expect({ params, search }).toEqual({ params: { view: 'team' }, search: opened.search });
    expect(differsFrom(view, { view: params.view, search, sort: 'newest' })).toBe(false);
  });

  it.each([
    ['another order', { ...opened, search: { ...opened.search, sort: 'oldest' as const } }],
    ['a filter more', { ...opened, search: { ...opened.search, tag: 'cantine' } }],
    ['a filter less', { ...opened, search: { sort: 'due' as const } }],
    ['another list', { ...opened, view: 'mine' as const }],
  ])('is another one with %s', (_, list) => {
    expect(differsFrom(view, list)).toBe(true);
  });

  it('is not made of an order alone', () => {
    expect([isNarrowed(opened), isNarrowed({ search: { sort: 'due', saved: 'v1' } })]).toEqual([true, false]);
  });
});
