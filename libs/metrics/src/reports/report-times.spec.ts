import type { WriteReport } from '@guichet/contracts';
import { nextDue, periodOf } from './report-times.js';

const rhythm = (every: WriteReport['every'], hour: number, timeZone = 'Europe/Paris') => ({ every, hour, timeZone });

describe('a report', () => {
  it.each([
    // Every day at seven: later today, or tomorrow.
    [rhythm('day', 7), '2026-03-02T05:59:59Z', '2026-03-02T06:00:00.000Z'],
    [rhythm('day', 7), '2026-03-02T06:00:00Z', '2026-03-03T06:00:00.000Z'],
    // Across both changes of the clocks it stays at seven.
    [rhythm('day', 7), '2026-03-28T12:00:00Z', '2026-03-29T05:00:00.000Z'],
    [rhythm('day', 7), '2026-10-24T12:00:00Z', '2026-10-25T06:00:00.000Z'],
    // Two o’clock does not come on that Sunday, and comes twice on this one: once is enough.
    [rhythm('day', 2), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    [rhythm('day', 2), '2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z'],
    [rhythm('day', 2), '2026-10-25T00:00:00Z', '2026-10-26T01:00:00.000Z'],
    // Weeks on Monday, months on the first, whatever their length.
    [rhythm('week', 8), '2026-03-02T06:00:00Z', '2026-03-02T07:00:00.000Z'],
    [rhythm('week', 8), '2026-03-02T07:00:00Z', '2026-03-09T07:00:00.000Z'],
    [rhythm('week', 0), '2026-03-29T21:59:59Z', '2026-03-29T22:00:00.000Z'],
    [rhythm('month', 6), '2028-01-31T12:00:00Z', '2028-02-01T05:00:00.000Z'],
    [rhythm('month', 6), '2028-02-29T12:00:00Z', '2028-03-01T05:00:00.000Z'],
    [rhythm('month', 6), '2026-12-15T12:00:00Z', '2027-01-01T05:00:00.000Z'],
    // The island is ahead: its Monday begins on our Sunday.
    [rhythm('week', 1, 'Indian/Reunion'), '2026-03-01T20:00:00Z', '2026-03-01T21:00:00.000Z'],
  ])('that comes %j, after %s is due at %s', (when, after, due) => {
    expect(nextDue(when, new Date(after)).toISOString()).toBe(due);
  });

  it.each([
    [rhythm('day', 7), '2026-03-02T06:00:00Z', '2026-03-01', '2026-03-01'],
    [rhythm('day', 0), '2026-03-01T23:00:00Z', '2026-03-01', '2026-03-01'],
    [rhythm('week', 8), '2026-03-02T07:00:00Z', '2026-02-23', '2026-03-01'],
    [rhythm('week', 8), '2026-03-05T07:00:00Z', '2026-02-23', '2026-03-01'],
    [rhythm('month', 6), '2028-03-01T05:00:00Z', '2028-02-01', '2028-02-29'],
    [rhythm('month', 6), '2027-01-15T05:00:00Z', '2026-12-01', '2026-12-31'],
    [rhythm('day', 1, 'Indian/Reunion'), '2026-03-01T21:00:00Z', '2026-03-01', '2026-03-01'],
  ])('%j of %s tells of %s to %s', (when, due, from, to) => {
    expect(periodOf(when, new Date(due))).toEqual({ from, to });
  });
});
