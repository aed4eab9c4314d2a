import { DEFAULT_BUSINESS_HOURS, type QuietHours } from '@guichet/contracts';
import { quietUntil, type Quiet } from './compute-end-of-quiet.js';

const NIGHTS_AND_WEEKENDS: QuietHours = {
  ...{ enabled: true, from: '19:00', to: '07:30', days: [6, 7] },
  ...{ outsideTeamHours: false, whileAbsent: false },
};

/** Moments are those of Paris: in summer two hours before UTC, in winter one. */
const until = (at: string, quiet: Partial<QuietHours> = {}, pausedUntil: string | null = null) =>
  quietUntil(
    {
      quiet: { ...NIGHTS_AND_WEEKENDS, ...quiet },
      pausedUntil: pausedUntil === null ? null : new Date(pausedUntil),
      timeZone: 'Europe/Paris',
      ...{ teamHours: [], absentUntil: null },
    },
    new Date(at),
  )?.toISOString() ?? null;

/** Where no hours are chosen, but what the product knows of the agent. */
const knownUntil = (at: string, known: Partial<Pick<Quiet, 'teamHours' | 'absentUntil'>>) =>
  quietUntil(
    {
      ...{ quiet: { ...NIGHTS_AND_WEEKENDS, enabled: false }, pausedUntil: null, timeZone: 'Europe/Paris' },
      ...{ teamHours: [], absentUntil: null },
      ...known,
    },
    new Date(at),
  )?.toISOString() ?? null;

describe('quiet hours', () => {
  it.each([
    ['on a working day', '2026-06-10T08:00:00Z', null],
    ['in the last minute before they begin', '2026-06-10T16:59:00Z', null],
    ['when they begin, until the next morning', '2026-06-10T17:00:00Z', '2026-06-11T05:30:00.000Z'],
    ['after midnight', '2026-06-10T22:30:00Z', '2026-06-11T05:30:00.000Z'],
    ['when they end', '2026-06-11T05:30:00Z', null],
    ['on a Friday evening, until Monday', '2026-06-12T17:30:00Z', '2026-06-15T05:30:00.000Z'],
    ['on a Sunday at noon', '2026-06-14T10:00:00Z', '2026-06-15T05:30:00.000Z'],
    ['in the night in which the clocks go back', '2026-10-24T22:00:00Z', '2026-10-26T06:30:00.000Z'],
  ])('are kept in the time zone of the organisation: %s', (_when, at, end) => {
    expect(until(at)).toBe(end);
  });

  it('may lie within a day', () => {
    const lunch = { from: '12:00', to: '14:00', days: [] };
    expect(until('2026-06-10T10:15:00Z', lunch)).toBe('2026-06-10T12:00:00.000Z');
    expect(until('2026-06-10T12:00:00Z', lunch)).toBeNull();
    expect(until('2026-06-10T02:00:00Z', lunch)).toBeNull();
  });

  it('are the whole days alone where they begin when they end', () => {
    const days = { from: '00:00', to: '00:00', days: [3] };
    expect(until('2026-06-10T10:00:00Z', days)).toBe('2026-06-10T22:00:00.000Z');
    expect(until('2026-06-11T10:00:00Z', days)).toBeNull();
  });

  it('are none while they are off', () => {
    expect(until('2026-06-14T10:00:00Z', { enabled: false })).toBeNull();
  });

  it('come to an end for whoever has chosen every day', () => {
    expect(until('2026-06-10T10:00:00Z', { days: [1, 2, 3, 4, 5, 6, 7] })).toMatch(/^2026-0[67]/);
  });

  it('follow a pause, or are followed by one, as one stretch', () => {
    expect(until('2026-06-10T16:30:00Z', {}, '2026-06-10T17:30:00Z')).toBe('2026-06-11T05:30:00.000Z');
    expect(until('2026-06-10T20:00:00Z', {}, '2026-06-11T06:00:00Z')).toBe('2026-06-11T06:00:00.000Z');
    expect(until('2026-06-10T10:00:00Z', {}, '2026-06-10T09:00:00Z')).toBeNull();
  });
});

describe('quiet by what the product knows of an agent', () => {
  const offices = [DEFAULT_BUSINESS_HOURS];
  const evenings = {
    ...DEFAULT_BUSINESS_HOURS,
    week: { ...DEFAULT_BUSINESS_HOURS.week, wed: [{ from: '17:00', to: '21:00' }] },
  };

  it.each([
    ['in the morning', '2026-06-10T08:00:00Z', null],
    ['at lunch', '2026-06-10T10:30:00Z', '2026-06-10T11:30:00.000Z'],
    ['in the evening', '2026-06-10T17:00:00Z', '2026-06-11T07:00:00.000Z'],
    ['on the eve of a holiday', '2026-07-13T16:00:00Z', '2026-07-15T07:00:00.000Z'],
  ])('is outside the hours of their team: %s', (_when, at, end) => {
    expect(knownUntil(at, { teamHours: offices })).toBe(end);
  });

  it('is not while another team of theirs is open', () => {
    expect(knownUntil('2026-06-10T17:00:00Z', { teamHours: [...offices, evenings] })).toBeNull();
    expect(knownUntil('2026-06-10T19:30:00Z', { teamHours: [evenings] })).toBe('2026-06-11T07:00:00.000Z');
  });

  it('lasts as long as they are absent, and until their team opens after that', () => {
    const absentUntil = new Date('2026-06-12T20:00:00Z');
    expect(knownUntil('2026-06-10T08:00:00Z', { absentUntil })).toBe('2026-06-12T20:00:00.000Z');
    expect(knownUntil('2026-06-10T08:00:00Z', { absentUntil, teamHours: offices })).toBe('2026-06-15T07:00:00.000Z');
    expect(knownUntil('2026-06-13T08:00:00Z', { absentUntil })).toBeNull();
  });
});
