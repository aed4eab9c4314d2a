import { usualCaseSort } from './usual-case-sort.js';

describe('the order of a list of cases for whoever has chosen none', () => {
  it('has what is due first at the top of what nobody has, and what is newest elsewhere', () => {
    expect(usualCaseSort('unassigned')).toBe('due');
    expect((['mine', 'team', 'all', 'followed', 'spam', undefined] as const).map(usualCaseSort)).toEqual(
      Array(6).fill('newest'),
    );
  });
});
