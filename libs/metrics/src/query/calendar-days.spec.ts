import { dayIn, daysOf, earlier, hourKey, hourOf, keysOf, startOf, wholeMonths } from './calendar-days.js';

describe('days', () => {
  it('are those of a zone', () => {
    expect(dayIn(new Date('2026-03-02T22:59:59Z'), 'Europe/Paris')).toBe('2026-03-02');
    expect(dayIn(new Date('2026-03-02T23:00:00Z'), 'Europe/Paris')).toBe('2026-03-03');
    expect(dayIn(new Date('2026-03-02T20:00:00Z'), 'Indian/Reunion')).toBe('2026-03-03');
    expect(startOf('2026-03-29', 'Europe/Paris')).toBe('2026-03-28T23:00:00Z');
    expect(startOf('2026-03-30', 'Europe/Paris')).toBe('2026-03-29T22:00:00Z');
  });

  it.each([
    ['day', '2028-02-28', '2028-03-01', ['2028-02-28', '2028-02-29', '2028-03-01']],
    ['week', '2026-01-01', '2026-01-12', ['2025-12-29', '2026-01-05', '2026-01-12']],
    ['week', '2026-03-01', '2026-03-01', ['2026-02-23']],
    ['month', '2026-01-31', '2026-03-01', ['2026-01-01', '2026-02-01', '2026-03-01']],
  ] as const)('by %s from %s to %s leave none out', (group, from, to, keys) => {
    expect(keysOf({ from, to }, group)).toEqual(keys);
  });

  it.each([
    ['2026-03-01', '2026-03-30', 'previous', '2026-01-30', '2026-02-28'],
    ['2026-03-02', '2026-03-31', 'previous', '2026-01-31', '2026-03-01'],
    ['2026-10-01', '2026-10-31', 'previous', '2026-09-01', '2026-09-30'],
    ['2026-03-01', '2026-03-31', 'previous', '2026-02-01', '2026-02-28'],
    ['2026-01-01', '2026-02-28', 'previous', '2025-11-01', '2025-12-31'],
    ['2025-12-01', '2026-11-30', 'previous', '2024-12-01', '2025-11-30'],
    ['2026-11-01', '2026-11-30', 'days', '2026-10-02', '2026-10-31'],
    ['2026-11-30', '2026-12-02', 'week', '2026-11-23', '2026-11-25'],
    ['2026-11-01', '2026-11-25', 'month', '2026-10-01', '2026-10-25'],
    ['2026-03-01', '2026-03-30', 'month', '2026-02-01', '2026-02-28'],
    ['2026-04-01', '2026-04-30', 'month', '2026-03-01', '2026-03-31'],
    ['2026-10-01', '2026-11-25', 'quarter', '2026-07-01', '2026-08-25'],
    ['2026-04-01', '2026-06-30', 'quarter', '2026-01-01', '2026-03-31'],
    ['2026-02-22', '2026-02-28', 'month', '2026-01-22', '2026-01-28'],
    ['2025-02-01', '2025-02-28', 'year', '2024-02-01', '2024-02-29'],
    ['2028-02-29', '2028-02-29', 'year', '2027-02-28', '2027-02-28'],
    ['2026-01-01', '2026-12-31', 'year', '2025-01-01', '2025-12-31'],
  ] as const)('from %s to %s, %s, are those from %s to %s', (from, to, how, first, last) => {
    expect(earlier({ from, to }, how)).toEqual({ from: first, to: last });
  });

  it.each([
    ['2026-01-15', '2026-02-15', null, [['2026-01-15', '2026-02-15']]],
    ['2026-01-01', '2026-02-28', ['2026-01-01', '2026-02-28'], []],
    [
      '2025-12-31',
      '2026-02-01',
      ['2026-01-01', '2026-01-31'],
      [
        ['2025-12-31', '2025-12-31'],
        ['2026-02-01', '2026-02-01'],
      ],
    ],
    ['2028-02-01', '2028-02-29', ['2028-02-01', '2028-02-29'], []],
  ] as const)('from %s to %s have whole months and what is around them', (from, to, months, edges) => {
    const pair = (days: readonly [string, string]) => ({ from: days[0], to: days[1] });
    expect(wholeMonths({ from, to })).toEqual({ months: months && pair(months), edges: edges.map(pair) });
  });

  it('of a key are as many as lie between', () => {
    const year = { from: '2026-01-15', to: '2026-12-31' };
    expect(daysOf('2026-01-01', 'month', year)).toEqual({ from: '2026-01-15', to: '2026-01-31' });
    expect(daysOf('2026-12-28', 'week', year)).toEqual({ from: '2026-12-28', to: '2026-12-31' });
    expect(daysOf('2026-02-03', 'day', year)).toEqual({ from: '2026-02-03', to: '2026-02-03' });
  });

  it('have hours of the week with a name', () => {
    expect([hourKey(0), hourKey(9), hourKey(167)]).toEqual(['mon-00', 'mon-09', 'sun-23']);
    expect(['mon-00', 'sun-23', 'tue-24', 'noon', 'xxx-03'].map(hourOf)).toEqual([0, 167, null, null, null]);
  });
});
