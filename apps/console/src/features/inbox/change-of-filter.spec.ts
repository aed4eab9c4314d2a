import { changeOfFilter } from './change-of-filter.js';

it('takes the order with it that the list of what is late was opened with, and no other', () => {
  expect(changeOfFilter({ due: 'late', sort: 'due' }, 'due', undefined)).toEqual({ due: undefined, sort: undefined });
  expect(changeOfFilter({ due: 'late', sort: 'newest' }, 'due', undefined)).toEqual({ due: undefined });
  expect(changeOfFilter({ due: 'late', sort: 'due' }, 'due', 'today')).toEqual({ due: 'today' });
});

describe('the days in which cases were opened', () => {
  it('widen a list without a status to all of them, and leave it as it was', () => {
    const chosen = changeOfFilter({ tag: 'eau' }, 'opened', 'last-month');
    expect(chosen).toEqual({ opened: 'last-month', status: 'any' });
    const other = changeOfFilter({ ...chosen, tag: 'eau' }, 'opened', 'this-month');
    expect(other).toEqual({ opened: 'this-month', status: 'any' });
    expect(changeOfFilter({ ...other, tag: 'eau' }, 'opened', undefined)).toEqual({
      opened: undefined,
      status: undefined,
    });
  });

  it.each(['any', 'closed'])('leave the status %s, which the agent has chosen', (status) => {
    const chosen = changeOfFilter({ status }, 'opened', 'last-month');
    expect(chosen).toEqual({ opened: 'last-month' });
    expect(changeOfFilter({ status, ...chosen }, 'opened', undefined)).toEqual({ opened: undefined });
  });

  it('leave the status that was chosen after them', () => {
    changeOfFilter({}, 'opened', 'last-month');
    expect(changeOfFilter({ opened: 'last-month', status: 'closed' }, 'status', 'any')).toEqual({ status: 'any' });
    expect(changeOfFilter({ opened: 'last-month', status: 'any' }, 'opened', undefined)).toEqual({
      opened: undefined,
    });
  });
});
