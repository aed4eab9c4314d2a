import type { CaseSummary } from '@guichet/contracts';
import {
  beginLeaving,
  caseAfter,
  deselectAll,
  endLeaving,
  isBeingLeft,
  isOpenCase,
  leaveOpenCase,
  listState,
  neighbourOfActive,
  refreshAway,
  reselectionOf,
  registerOpenCase,
  selectCases,
  selectedCases,
  toggleSelected,
  updateListState,
  wayBackTo,
} from './case-list-state.js';

const row = (id: string) => ({ id }) as CaseSummary;
const after = (id: string, advance: 'next' | 'previous' | 'list') => caseAfter(id, advance)?.id;

describe('cases that a change is refused for', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(row) as [CaseSummary, CaseSummary, CaseSummary];
  const selected = () => selectedCases().map(({ id }) => id);
  const without = (gone: readonly CaseSummary[]) =>
    updateListState({ rows: [a, b, c].filter((one) => !gone.includes(one)) });
  beforeEach(() => {
    updateListState({ rows: [a, b, c] });
    selectCases([a, b]);
  });
  afterEach(deselectAll);

  it('are selected again, and those that were changed are not', () => {
    const reselect = reselectionOf([a, b]);
    deselectAll();
    without([a]);
    reselect([b]);
    expect(selected()).toEqual(['b']);
  });
  it('are not, where others have been selected since, or where they were not selected', () => {
    const reselect = reselectionOf([a, b]);
    selectCases([c]);
    reselect([a, b]);
    expect(selected()).toEqual(['c']);
    const ofOpenCase = reselectionOf([a]);
    deselectAll();
    ofOpenCase([a]);
    expect(selected()).toEqual([]);
  });
});

describe('a case that is left', () => {
  beforeEach(() => updateListState({ rows: ['a', 'b', 'c'].map(row) }));

  // Interaction: R16.
  it('is followed by the next, by the one before it, or by the list, as the agent prefers', () =>
    expect([after('b', 'next'), after('b', 'previous'), after('b', 'list')]).toEqual(['c', 'a', undefined]));
  it('is followed by its other neighbour where it stands at an end of the list', () =>
    expect([after('c', 'next'), after('a', 'previous')]).toEqual(['b', 'b']));
  it('is followed by no case that was put off, unless there are only such', () => {
    const snoozed = (id: string) => ({ id, status: 'snoozed' }) as CaseSummary;
    updateListState({ rows: [row('a'), row('b'), snoozed('c'), row('d')] });
    expect([after('b', 'next'), after('d', 'previous'), after('d', 'next')]).toEqual(['d', 'b', 'b']);
    updateListState({ rows: ['a', 'b', 'c'].map(snoozed) });
    expect([after('b', 'next'), after('b', 'previous')]).toEqual(['c', 'a']);
  });
  it('is followed by no case that is closed', () => {
    const closed = (id: string) => ({ id, status: 'closed' }) as CaseSummary;
    updateListState({ rows: [closed('a'), row('b'), closed('c'), row('d')] });
    expect([after('b', 'next'), after('d', 'next')]).toEqual(['d', 'b']);
    updateListState({ rows: ['a', 'b', 'c'].map(closed) });
    expect([after('b', 'next'), after('b', 'previous')]).toEqual([undefined, undefined]);
  });
  it('is followed by the list where it is the only one, or none of it', () => {
    expect(after('z', 'next')).toBeUndefined();
    updateListState({ rows: [row('a')] });
    expect([after('a', 'next'), after('a', 'previous')]).toEqual([undefined, undefined]);
  });
  it('is left only where it is the one that is open', () => {
    const leave = jest.fn();
    const close = registerOpenCase({ id: 'a', leave });
    leaveOpenCase([row('b')]);
    expect(leave).not.toHaveBeenCalled();
    leaveOpenCase([row('a'), row('b')]);
    expect([isOpenCase(row('a')), isOpenCase(row('b'))]).toEqual([true, false]);
    close();
    leaveOpenCase([row('a')]);
    expect(leave).toHaveBeenCalledTimes(1);
  });
});

describe('cases that are selected though they stand in no row', () => {
  const ids = () => selectedCases().map(({ id }) => id);
  beforeEach(() => updateListState({ rows: ['a', 'b'].map(row), selected: new Set() }));

  it('are selected with those of the list, whatever comes to it and leaves it', () => {
    selectCases(['b', 'y', 'z'].map(row));
    expect(ids()).toEqual(['b', 'y', 'z']);
    toggleSelected('a');
    updateListState({ rows: ['a', 'z'].map(row) });
    expect(ids()).toEqual(['a', 'z', 'y']);
  });
  it('are shown as they are now', () => {
    selectCases([row('y')]);
    refreshAway({ id: 'y', tags: ['cantine'] } as CaseSummary);
    refreshAway({ id: 'x', tags: ['cantine'] } as CaseSummary);
    expect(selectedCases()).toEqual([{ id: 'y', tags: ['cantine'] }]);
  });
  it('are forgotten once they are deselected', () => {
    selectCases([row('y')]);
    deselectAll();
    updateListState({ selected: new Set(['y']) });
    expect([ids(), listState().away]).toEqual([[], []]);
  });
});

describe('the rows beside the active one', () => {
  const beside = () => [neighbourOfActive(-1)?.id, neighbourOfActive(1)?.id];
  beforeEach(() => updateListState({ rows: ['a', 'b', 'c', 'd'].map(row), activeId: 'c', place: undefined }));
  afterAll(() => updateListState({ rows: [], activeId: undefined, place: undefined }));

  it('are those before and after it', () => expect(beside()).toEqual(['b', 'd']));
  it('are those of the place where it stood once its case has left the list', () => {
    updateListState({ rows: ['a', 'b', 'd'].map(row) });
    expect(beside()).toEqual(['b', 'd']);
    updateListState({ rows: ['a', 'd', 'e'].map(row) });
    expect(beside()).toEqual(['a', 'd']);
  });
  it('are those of its place where it was the last one, or the first', () => {
    updateListState({ activeId: 'd' });
    updateListState({ rows: ['a', 'b', 'c'].map(row) });
    expect(beside()).toEqual(['c', undefined]);
    updateListState({ activeId: 'a' });
    updateListState({ rows: ['b', 'c'].map(row) });
    expect(beside()).toEqual([undefined, 'b']);
  });
  it('are those of the case that was merged where the other one is none of the list', () => {
    updateListState({ activeId: 'z' });
    updateListState({ rows: ['a', 'b', 'd'].map(row) });
    expect(beside()).toEqual(['b', 'd']);
  });
  it('are what came to the place where all others behind it, or before it, have gone', () => {
    updateListState({ rows: ['b', 'n'].map(row) });
    expect(beside()).toEqual(['b', 'n']);
    updateListState({ rows: ['n', 'd'].map(row) });
    expect(beside()).toEqual(['n', 'd']);
  });
  it('are the first one in another list', () => {
    updateListState({ rows: ['d', 'e'].map(row), place: undefined });
    expect(beside()).toEqual(['d', 'd']);
  });
  it('are where to go on to from a case that has left the list before its pane', () => {
    updateListState({ rows: ['a', 'b', 'd'].map(row) });
    expect([after('c', 'next'), after('c', 'previous'), after('b', 'next'), after('z', 'next')]).toEqual(['d', 'b', 'd', undefined]); // prettier-ignore
  });
});

describe('a case that is being left', () => {
  it('is so until its pane has gone or stays, which ends it for this case alone', () => {
    const comeBack = jest.fn();
    beginLeaving('a', comeBack);
    expect([isBeingLeft(row('a')), isBeingLeft(row('b'))]).toEqual([true, false]);
    expect([wayBackTo(row('a')), wayBackTo(row('b'))]).toEqual([comeBack, undefined]);
    expect([endLeaving('b'), isBeingLeft(row('a'))]).toEqual([false, true]);
    expect([endLeaving('a'), isBeingLeft(row('a')), wayBackTo(row('a'))]).toEqual([true, false, undefined]);
    expect(endLeaving('a')).toBe(false);
  });
});

describe('the selection', () => {
  it('loses the rows that leave the list, and keeps the others and those that have not come', () => {
    updateListState({ rows: [row('a'), row('b'), row('c')], selected: new Set(['a', 'b', 'later']) });
    updateListState({ rows: [row('a'), row('c')] });
    expect([...listState().selected]).toEqual(['a', 'later']);
    updateListState({ rows: [], selected: new Set() });
  });
});

describe('the choice of all cases of a list', () => {
  it('stands while its rows change, and ends as soon as somebody selects other ones', () => {
    const whole = { filter: { view: 'all' as const }, count: 120 };
    updateListState({ selected: new Set(['a', 'b']) });
    updateListState({ whole });
    updateListState({ rows: [], activeId: 'a' });
    const before = listState().whole;

    toggleSelected('b');

    expect([before, listState().whole]).toEqual([whole, undefined]);
    expect([...listState().selected]).toEqual(['a']);
  });
});
