import { DEFAULT_BUSINESS_HOURS, type MailDigest } from '@guichet/contracts';
import { heldDigest, nextDigest } from './next-digest.js';

const next = (
  at: string,
  digest: MailDigest,
  { teamHours = [DEFAULT_BUSINESS_HOURS], timeZone = 'Europe/Paris' } = {},
) => nextDigest({ digest, timeZone, teamHours }, new Date(at))?.toISOString() ?? null;
const daily = (at: string): MailDigest => ({ when: 'daily', at });

describe('the next mail of what is unread', () => {
  it.each([
    ['later today', '2026-06-10T05:00:00Z', '2026-06-10T06:00:00.000Z'],
    ['tomorrow, once the time has come', '2026-06-10T06:00:00Z', '2026-06-11T06:00:00.000Z'],
    ['on Monday, from Friday', '2026-06-12T07:00:00Z', '2026-06-15T06:00:00.000Z'],
    ['on no public holiday', '2026-07-13T07:00:00Z', '2026-07-15T06:00:00.000Z'],
    ['at the same time by the clock, once it has gone back', '2026-10-23T07:00:00Z', '2026-10-26T07:00:00.000Z'],
  ])('is at the time of the day, on working days: %s', (_when, at, due) => {
    expect(next(at, daily('08:00'))).toBe(due);
  });

  it('is on the days on which any team of the agent works, or the usual ones for whoever is in none', () => {
    const saturdays = {
      ...DEFAULT_BUSINESS_HOURS,
      week: { ...DEFAULT_BUSINESS_HOURS.week, sat: [{ from: '09:00', to: '12:00' }] },
    };
    const friday = '2026-06-12T07:00:00Z';
    expect(next(friday, daily('08:00'), { teamHours: [DEFAULT_BUSINESS_HOURS, saturdays] })).toBe(
      '2026-06-13T06:00:00.000Z',
    );
    expect(next(friday, daily('08:00'), { teamHours: [] })).toBe('2026-06-15T06:00:00.000Z');
  });

  it('is at the next full hour of the organisation for whoever is told while they are away', () => {
    const away: MailDigest = { when: 'away', at: '08:00' };
    expect(next('2026-06-10T05:00:00Z', away)).toBe('2026-06-10T06:00:00.000Z');
    expect(next('2026-06-10T05:59:59Z', away)).toBe('2026-06-10T06:00:00.000Z');
    expect(next('2026-06-10T05:00:00Z', away, { timeZone: 'Asia/Kolkata' })).toBe('2026-06-10T05:30:00.000Z');
  });

  it('is after the gap on the day on which the clock goes forward over its time', () => {
    const sundays = {
      ...DEFAULT_BUSINESS_HOURS,
      week: { ...DEFAULT_BUSINESS_HOURS.week, sun: [{ from: '09:00', to: '12:00' }] },
    };
    expect(next('2026-03-28T12:00:00Z', daily('02:30'), { teamHours: [sundays] })).toBe('2026-03-29T01:30:00.000Z');
  });

  it.each([
    ['within the hour', '2026-06-12T06:00:00Z', '2026-06-12T12:00:00Z', '2026-06-12T07:00:00.000Z'],
    ['at the end of the quiet hours', '2026-06-12T06:00:00Z', '2026-06-12T06:20:00Z', '2026-06-12T06:20:00.000Z'],
    ['on no day that nobody chose', '2026-06-12T21:30:00Z', '2026-06-13T08:00:00Z', '2026-06-15T06:00:00.000Z'],
  ])('is asked for again while it is held, %s', (_when, now, quietUntil, due) => {
    const rhythm = { digest: daily('08:00'), timeZone: 'Europe/Paris', teamHours: [] };
    expect(heldDigest(rhythm, new Date(now), new Date(quietUntil))?.toISOString()).toBe(due);
  });

  it('is held on any day for whoever is told while they are away', () => {
    const rhythm = { digest: { when: 'away', at: '08:00' } as const, timeZone: 'Europe/Paris', teamHours: [] };
    const [now, quietUntil] = [new Date('2026-06-12T21:30:00Z'), new Date('2026-06-13T08:00:00Z')];
    expect(heldDigest(rhythm, now, quietUntil)?.toISOString()).toBe('2026-06-12T22:30:00.000Z');
  });

  it('is never for whoever wants none', () => {
    expect(next('2026-06-10T05:00:00Z', { when: 'never', at: '08:00' })).toBeNull();
  });
});
