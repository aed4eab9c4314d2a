import { openingAt, spans } from './opening-hours.js';

const WEEK = 'mo-fr 09:00-12:30, mo-th 13:30-17:00, sa 10:00-12:00';
const at = (now: string, hours = WEEK, timezone = 'Europe/Paris') => {
  const { open, opensAt } = openingAt(hours, timezone, new Date(now));
  return open ? 'open' : opensAt?.toISOString();
};

describe('the hours of a chat', () => {
  it.each([
    // Paris is an hour ahead in winter. 2026-11-02 is a Monday.
    ['2026-11-02T07:59:59Z', '2026-11-02T08:00:00.000Z', 'before the day begins'],
    ['2026-11-02T08:00:00Z', 'open', 'at the first minute'],
    ['2026-11-02T11:29:59Z', 'open', 'in the last minute of the morning'],
    ['2026-11-02T11:30:00Z', '2026-11-02T12:30:00.000Z', 'at lunch'],
    ['2026-11-06T11:30:00Z', '2026-11-07T09:00:00.000Z', 'on a free Friday afternoon: Saturday'],
    ['2026-11-07T12:00:00Z', '2026-11-09T08:00:00.000Z', 'over the week-end'],
  ])('%s: %s, %s', (now, expected) => expect(at(now)).toBe(expected));

  // Threats: C01.
  it('follow the wall when the clocks change', () => {
    // On 2027-03-28 at 01:00 UTC Paris goes from +1 to +2, on 2026-10-25 back.
    expect(at('2027-03-27T15:00:00Z', 'mo 09:00-12:00')).toBe('2027-03-29T07:00:00.000Z');
    expect(at('2026-10-24T15:00:00Z', 'mo 09:00-12:00')).toBe('2026-10-26T08:00:00.000Z');
    expect(at('2027-03-27T15:00:00Z', 'su 00:00-01:00')).toBe('2027-03-27T23:00:00.000Z');
  });

  it('come round again after the only ones of the week', () => {
    expect(at('2026-11-02T12:00:00Z', 'mo 09:00-12:00')).toBe('2026-11-09T08:00:00.000Z');
  });

  it('may name the days in French', () =>
    expect(spans('lu-ve 09:00-12:30, LU-JE 13:30-17:00, sa 10:00-12:00')).toEqual(spans(WEEK)));

  it('are always where there are none', () => expect(at('2026-11-01T03:00:00Z', '')).toBe('open'));

  it.each([
    'monday 9-12',
    'mo-fr 9:00-12:00',
    'fr-mo 09:00-12:00',
    'mo 12:00-09:00',
    'mo 09:00-25:00',
    'xx 09:00-12:00',
    've-lu 09:00-12:00',
  ])('are not %s', (text) => expect(spans(text)).toBeNull());
});
