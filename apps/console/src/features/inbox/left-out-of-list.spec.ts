import { leftOutOfList } from './left-out-of-list.js';

describe('what a list leaves out', () => {
  it.each([
    [{}, ['closed', 'spam']],
    [{ tag: 'rentrée' }, ['closed', 'spam']],
    [{ view: 'team' }, ['closed', 'spam']],
    [{ view: 'followed' }, ['closed', 'spam']],
    [{ view: 'mine' }, ['snoozedAndClosed', 'spam']],
    [{ view: 'unassigned' }, ['snoozedAndClosed', 'spam']],
    [{ status: 'any' }, ['spam']],
    [{ view: 'mine', status: 'any' }, ['spam']],
  ] as const)('of %j, where nobody asked for less, is %j', (filter, expected) =>
    expect(leftOutOfList(filter)).toEqual(expected),
  );

  it.each([{ status: 'open' }, { status: 'open,closed' }, { view: 'spam' }, { due: 'late' }] as const)(
    'is what was asked for, or what cannot be there, in %j',
    (filter) => expect(leftOutOfList(filter)).toEqual([]),
  );
});
