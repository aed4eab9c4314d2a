import type { CaseSummary } from '@guichet/contracts';
import { relievedBy, relievedByHandover } from './who-is-relieved.js';

const item = (assignee: string | null, status = 'open') =>
  ({ status, assignee: assignee && { id: assignee, name: assignee }, team: { id: 'roads' } }) as CaseSummary;

it('relieves those of whose cases several are handed over at once', () => {
  const [first, second] = [item('ana'), item('ana')];
  const others = [item('bob'), item('me'), item('me'), item(null), item(null), item('léo', 'closed'), item('léo')];
  expect(relievedByHandover([first, ...others, second], 'me')).toEqual([first, second]);
});

it.each([
  ['a colleague whose case is assigned to another one', item('ana'), { assigneeId: 'bob' }, 'ana'],
  ['a colleague whose case is assigned to nobody', item('ana'), { assigneeId: null }, 'ana'],
  ['nobody by a case that stays with them', item('ana'), { assigneeId: 'ana' }, undefined],
  ['nobody by a case of oneself', item('me'), { assigneeId: 'bob' }, undefined],
  ['nobody by a closed case', item('ana', 'closed'), { assigneeId: 'bob' }, undefined],
  ['nobody by what is changed otherwise', item('ana'), { status: 'closed' as const }, undefined],
  [
    'nobody by a case that goes to the team which it concerns',
    item('ana'),
    { teamId: 'town', assigneeId: null },
    undefined,
  ],
  [
    'a colleague by one of several that go to a team',
    item('ana'),
    { teamId: 'town', assigneeId: null, relieves: true as const },
    'ana',
  ],
])('relieves %s', (_, one, change, expected) => {
  expect(relievedBy(one, change, 'me')).toBe(expected);
});
