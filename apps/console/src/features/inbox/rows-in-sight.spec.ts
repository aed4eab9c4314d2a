import { offsetWithRow, rowsInSight, rowsOf } from './rows-in-sight.js';

const list = { offset: 640, size: 320, height: 64 };

describe('the rows of a list that are in the page', () => {
  it('are those in sight, and eight on either side', () => {
    expect(rowsInSight(list)).toEqual({ first: 2, last: 22 });
  });

  it('have the one that is half in sight among those in sight', () => {
    expect(rowsInSight({ ...list, offset: 650 })).toEqual({ first: 2, last: 23 });
  });

  it('begin with the first row', () => {
    expect(rowsInSight({ ...list, offset: 0 })).toEqual({ first: 0, last: 12 });
  });

  it('end with the last row, and are the last ones of a list that has become shorter', () => {
    const sight = rowsInSight({ ...list, offset: 64_000 });
    expect(rowsOf(5000, sight)).toEqual(sight);
    expect(rowsOf(1005, sight)).toEqual({ first: 992, last: 1004 });
    expect(rowsOf(100, sight)).toEqual({ first: 87, last: 99 });
    expect(rowsOf(3, sight)).toEqual({ first: 0, last: 2 });
    expect(rowsOf(0, sight)).toEqual({ first: 0, last: -1 });
  });
});

describe('a row that is reached by keys', () => {
  it('comes to the top from above, and to the bottom from below', () => {
    expect(offsetWithRow(9, list)).toBe(576);
    expect(offsetWithRow(15, list)).toBe(704);
  });

  it('stays where it is while it is in sight', () => {
    expect(offsetWithRow(10, list)).toBe(640);
    expect(offsetWithRow(14, list)).toBe(640);
  });
});
