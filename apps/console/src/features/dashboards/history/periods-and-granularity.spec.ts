import { dayIn, daysOf, ownDaysFault, usualGranularity } from './periods-and-granularity.js';

describe('a period', () => {
  it.each([
    ['today', '2026-11-25', '2026-11-25', '2026-11-25'],
    ['week', '2026-11-30', '2026-11-30', '2026-11-30'],
    ['week', '2026-11-29', '2026-11-23', '2026-11-29'],
    ['7', '2026-11-25', '2026-11-19', '2026-11-25'],
    ['30', '2026-03-01', '2026-01-31', '2026-03-01'],
    ['month', '2026-11-25', '2026-11-01', '2026-11-25'],
    ['last-month', '2026-11-30', '2026-10-01', '2026-10-31'],
    ['last-month', '2028-03-31', '2028-02-01', '2028-02-29'],
    ['last-month', '2026-01-01', '2025-12-01', '2025-12-31'],
    ['quarter', '2026-11-25', '2026-10-01', '2026-11-25'],
    ['quarter', '2026-03-31', '2026-01-01', '2026-03-31'],
    ['year', '2026-11-25', '2025-11-26', '2026-11-25'],
    ['year', '2028-02-29', '2027-03-01', '2028-02-29'],
  ] as const)('%s on %s is from %s to %s', (period, today, from, to) => {
    expect(daysOf(period, today)).toEqual({ from, to });
  });

  it('of own days takes them in either order, and one of them alone', () => {
    const own = (from?: string, to?: string) => daysOf('own', '2026-11-25', { from, to });
    expect(own('2026-11-20', '2026-11-02')).toEqual({ from: '2026-11-02', to: '2026-11-20' });
    expect(own('2026-11-20')).toEqual({ from: '2026-11-20', to: '2026-11-25' });
    expect(own(undefined, '2026-11-02')).toEqual({ from: '2026-11-02', to: '2026-11-02' });
    expect(own('2026-12-24')).toEqual({ from: '2026-12-24', to: '2026-12-24' });
    expect(own('tomorrow')).toEqual({ from: '2026-11-25', to: '2026-11-25' });
    expect(own('0002-11-20', '2026-02-31')).toEqual({ from: '2026-11-25', to: '2026-11-25' });
  });

  it.each([
    ['2026-10-01', '2026-10-31', undefined],
    ['2026-10-01', '2026-10-01', undefined],
    ['2026-11-06', '2026-11-02', { reason: 'order' }],
    ['', '2026-10-31', { reason: 'unfinished', end: 'from' }],
    ['2026-10-01', '', { reason: 'unfinished', end: 'to' }],
    ['0002-10-01', '2026-10-31', { reason: 'year', end: 'from' }],
    ['2026-10-01', '20266-10-31', { reason: 'year', end: 'to' }],
    ['1999-12-31', '2026-10-31', { reason: 'year', end: 'from' }],
  ] as const)('from %s to %s, as it was typed, is shown, or is not for a reason', (from, to, fault) => {
    expect(ownDaysFault({ from, to })).toEqual(fault);
  });

  it('ends on the day that it is where the viewer works', () => {
    const evening = Date.parse('2026-11-25T22:30:00Z');
    expect(dayIn('Europe/Paris', evening)).toBe('2026-11-25');
    expect(dayIn('Indian/Reunion', evening)).toBe('2026-11-26');
    expect(dayIn('America/Martinique', Date.parse('2026-11-25T02:00:00Z'))).toBe('2026-11-24');
  });

  it('is shown by days, weeks or months, by its length', () => {
    const granularityOf = (from: string) => usualGranularity({ from, to: '2026-11-25' });
    expect([granularityOf('2026-10-27'), granularityOf('2026-08-01'), granularityOf('2025-11-26')]).toEqual([
      'day',
      'week',
      'month',
    ]);
  });
});
