import type { CaseSummary } from '@guichet/contracts';
import type { CaseFilter } from '../api/queries.js';
import { matchesCaseFilter } from './matches-case-filter.js';

const me = { id: 'me', teamIds: ['schools'] };
const now = Date.parse('2026-03-02T12:00:00.000Z');
const item = {
  status: 'open',
  assignee: { id: 'me', name: 'Ana' },
  team: { id: 'schools', name: 'Schools' },
  tags: ['urgent'],
  caseType: { id: 'enrolment', name: 'Enrolment' },
  dueAt: '2026-03-02T13:00:00.000Z',
  openedAt: '2026-03-01T09:00:00.000Z',
  deliveryProblem: null,
} as CaseSummary;

describe('whether a case still belongs to a list after a change', () => {
  it.each<[string, Partial<CaseSummary>, CaseFilter, boolean]>([
    ['an open case in all', {}, { view: 'all' }, true],
    ['a closed case in a list of what is not closed', { status: 'closed' }, { view: 'all' }, false],
    ['a closed case where closed ones are asked for', { status: 'closed' }, { status: 'open,closed' }, true],
    ['a closed case where any status is', { status: 'closed' }, { status: 'any' }, true],
    ['spam, where any status is asked for', { status: 'spam' }, { status: 'any' }, false],
    ['a snoozed case, in mine', { status: 'snoozed' }, { view: 'mine' }, false],
    ['a snoozed case of mine, where it is asked for', { status: 'snoozed' }, { view: 'mine', status: 'snoozed' }, true],
    ['a snoozed case of mine, in what is soon', { status: 'snoozed' }, { view: 'mine', due: 'soon' }, true],
    ['a snoozed case, in what is to be taken', { status: 'snoozed', assignee: null }, { view: 'unassigned' }, false],
    ['a snoozed case, in all', { status: 'snoozed' }, { view: 'all' }, true],
    ['spam, in mine', { status: 'spam' }, { view: 'mine' }, false],
    ['spam, in its view', { status: 'spam' }, { view: 'spam' }, true],
    ['a case that is no spam any more, in the view of spam', {}, { view: 'spam' }, false],
    ['a waiting case where open ones are asked for', { status: 'waiting' }, { status: 'open' }, false],
    ['a case of mine', {}, { view: 'mine' }, true],
    ['a case given to somebody else, in mine', { assignee: { id: 'bob', name: 'Bob' } }, { view: 'mine' }, false],
    ['a case just taken, in unassigned', {}, { view: 'unassigned' }, false],
    ['a case given back, in unassigned', { assignee: null }, { view: 'unassigned' }, true],
    ['a case moved to a team that is not mine', { team: { id: 'roads', name: 'Roads' } }, { view: 'team' }, false],
    ['a case that lost the tag', { tags: [] }, { tag: 'urgent' }, false],
    ['a case of the kind', {}, { caseType: 'enrolment' }, true],
    ['a case of no kind', { caseType: null }, { caseType: 'enrolment' }, false],
    ['a case due within two hours, in what is soon', {}, { due: 'soon' }, true],
    ['a case due within two hours, in what is late', {}, { due: 'late' }, false],
    ['a case past its time, in what is late', { dueAt: '2026-03-02T11:59:00.000Z' }, { due: 'late' }, true],
    ['a case past its time, in what is soon', { dueAt: '2026-03-02T11:59:00.000Z' }, { due: 'soon' }, false],
    ['a case that nothing is promised about', { dueAt: null }, { due: 'late' }, false],
    ['a case that was opened this month', {}, { opened: 'this-month' }, true],
    ['a case that was opened this month, in what was last month', {}, { opened: 'last-month' }, false],
    ['a case that was opened on the last of some days', {}, { opened: '2026-02-20..2026-03-01' }, true],
    ['a case whose answer arrived', {}, { problem: 'delivery' }, false],
    ['a case whose answer did not', { deliveryProblem: 'failed' }, { problem: 'delivery' }, true],
  ])('%s', (_, change, filter, expected) => {
    expect(matchesCaseFilter({ ...item, ...change }, { filter, me, now })).toBe(expected);
  });
});
