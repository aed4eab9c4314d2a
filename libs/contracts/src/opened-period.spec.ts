import { openedDays, ownDays, readOwnDays } from './opened-period.js';

describe('the days in which cases were opened', () => {
  it.each([
    ['this-week', '2026-11-30', '2026-11-30', '2026-12-06'],
    ['this-week', '2026-11-29', '2026-11-23', '2026-11-29'],
    ['last-week', '2026-11-30', '2026-11-23', '2026-11-29'],
    ['last-week', '2026-11-29', '2026-11-16', '2026-11-22'],
    ['this-month', '2026-11-30', '2026-11-01', '2026-11-30'],
    ['last-month', '2026-12-31', '2026-11-01', '2026-11-30'],
    ['last-month', '2026-01-01', '2025-12-01', '2025-12-31'],
    ['last-month', '2028-03-31', '2028-02-01', '2028-02-29'],
    ['2026-11-03..2026-11-05', '2030-01-01', '2026-11-03', '2026-11-05'],
    ['2026-11-05..2026-11-03', '2030-01-01', '2026-11-03', '2026-11-05'],
  ])('of %s on %s are %s to %s', (opened, today, from, to) => {
    expect(openedDays(opened, today)).toEqual({ from, to });
  });

  it('are read again as they were written, in their order', () => {
    expect(readOwnDays(ownDays({ from: '2026-11-09', to: '2026-11-02' }))).toEqual({
      from: '2026-11-02',
      to: '2026-11-09',
    });
    expect(readOwnDays('last-month')).toBeNull();
  });

  it('are days that there are', () => {
    expect(readOwnDays('2026-02-28..2026-02-31')).toEqual({ from: '2026-02-28', to: '2026-03-03' });
  });
});
