import type { CaseSummary } from '@guichet/contracts';
import type { CaseFilter } from '../api/queries.js';
import { matches } from './matches.js';

const me = { id: 'me', teamIds: ['schools'] };
const item = {
  status: 'open',
  assignee: { id: 'me', name: 'Ana' },
  team: { id: 'schools', name: 'Schools' },
  tags: ['urgent'],
} as CaseSummary;

describe('whether a case still belongs to a list after a change', () => {
  it.each<[string, Partial<CaseSummary>, CaseFilter, boolean]>([
    ['an open case in all', {}, { view: 'all' }, true],
    ['a closed case in a list of what is not closed', { status: 'closed' }, { view: 'all' }, false],
    ['a closed case where closed ones are asked for', { status: 'closed' }, { status: 'open,closed' }, true],
    ['a closed case where any status is', { status: 'closed' }, { status: 'any' }, true],
    ['a waiting case where open ones are asked for', { status: 'waiting' }, { status: 'open' }, false],
    ['a case of mine', {}, { view: 'mine' }, true],
    ['a case given to somebody else, in mine', { assignee: { id: 'bob', name: 'Bob' } }, { view: 'mine' }, false],
    ['a case just taken, in unassigned', {}, { view: 'unassigned' }, false],
    ['a case given back, in unassigned', { assignee: null }, { view: 'unassigned' }, true],
    ['a case moved to a team that is not mine', { team: { id: 'roads', name: 'Roads' } }, { view: 'team' }, false],
    ['a case that lost the tag', { tags: [] }, { tag: 'urgent' }, false],
  ])('%s', (_, change, filter, expected) => {
    expect(matches({ ...item, ...change }, filter, me)).toBe(expected);
  });
});
