import { DEFAULT_BUSINESS_HOURS, type BusinessHours } from '@guichet/contracts';
import { measure } from './measure-timer.js';
import type { TimerRun } from './fold-case-into-timers.js';
import { divide, teamHoursOf, type TeamHours } from './business-hours-across-handovers.js';
import { timerLines } from './timer-explanation-lines.js';

/** March 2026 begins on a Sunday. */
const at = (time: string) => new Date(`2026-03-${time.replace(' ', 'T')}:00Z`);

/** Open from 9:00 to 12:00 and from 13:30 to 17:00. */
const roads: BusinessHours = { ...DEFAULT_BUSINESS_HOURS, timeZone: 'UTC' };
const saturday = { from: '09:00', to: '12:00' };
/** The same, and on Saturday morning. */
const registry: BusinessHours = { ...roads, week: { ...roads.week, sat: [saturday] } };
/** Only in the mornings. */
const archives: BusinessHours = {
  ...roads,
  week: Object.fromEntries(
    Object.entries(roads.week).map(([day, slots]) => [day, slots.slice(0, 1)]),
  ) as BusinessHours['week'],
};

const running = (from: string): TimerRun => ({
  ...{ kind: 'resolution', startPosition: 1, startedAt: at(from), channel: 'email', state: 'running', endedAt: null },
  spans: [{ from: at(from), to: null }],
});
const handedOver = (when: string, [from, to]: [BusinessHours, BusinessHours]): TeamHours => [
  { until: at(when), hours: from },
  { until: null, hours: to },
];

describe('the time of a case that was handed over', () => {
  it('counts by the calendar of the team that had it: the Saturday before the handover is not added afterwards', () => {
    const target = { value: 20, unit: 'hours' } as const;
    const run = running('06 09:00');
    const before = measure(run, { target, teamHours: [{ until: null, hours: roads }], now: at('09 10:00') })!;
    const after = measure(run, { target, teamHours: handedOver('09 10:00', [roads, registry]), now: at('09 10:00') })!;
    expect(before.elapsedSeconds).toBe(7.5 * 3600);
    expect(after).toEqual(before);
  });

  it('counts the Saturday of the next team from then on', () => {
    const teamHours = handedOver('12 12:00', [roads, registry]);
    const { elapsedSeconds } = measure(running('06 09:00'), {
      ...{ target: { value: 90, unit: 'hours' }, teamHours, now: at('14 23:00') },
    })!;
    // Friday, Monday to Friday, and the second of two Saturdays.
    expect(elapsedSeconds).toBe((6 * 6.5 + 3) * 3600);
  });

  it('has as much of a target of days left as it had: half of it is half of it in shorter days', () => {
    // Two days from Monday 9:00 on are due on Wednesday at 17:00, three full days of the roads or of the archives.
    const run = running('02 09:00');
    const target = { value: 2, unit: 'days' } as const;
    const teamHours = handedOver('03 13:45', [roads, archives]);
    // Half of 19.5 hours at the handover; the other half of nine, from Wednesday on, in mornings of three hours.
    expect(measure(run, { target, teamHours, now: at('03 14:00') })).toMatchObject({
      ...{ dueAt: at('05 10:30'), elapsedSeconds: 9.75 * 3600 },
    });
  });

  it('stays late since the moment at which it was missed', () => {
    const run = running('02 09:00');
    const target = { value: 10, unit: 'hours' } as const;
    const missed = measure(run, {
      target,
      teamHours: [{ until: null, hours: roads }],
      now: at('04 09:00'),
    })!.breachedAt;
    expect(missed).toEqual(at('03 14:00'));
    const teamHours = handedOver('04 09:00', [roads, archives]);
    expect(measure(run, { target, teamHours, now: at('04 10:00') })!.breachedAt).toEqual(missed);
  });

  it('is explained by the hours that counted, and adds up', () => {
    const teamHours = handedOver('09 10:00', [roads, registry]);
    const lines = timerLines(running('06 09:00'), teamHours, at('14 23:00'));
    expect(lines.filter(({ kind }) => kind === 'closed').map(({ from }) => from.slice(8, 10))).toEqual(['07']);
    const total = lines.reduce((sum, { seconds }) => sum + seconds, 0);
    const target = { value: 90, unit: 'hours' } as const;
    expect(total).toBe(measure(running('06 09:00'), { target, teamHours, now: at('14 23:00') })!.elapsedSeconds);
  });
});

it('a team that is not known any more counts as the next one', () => {
  const hours = new Map([
    ['roads', roads],
    ['registry', registry],
  ]);
  const changes = [
    { at: at('03 09:00'), teamId: null },
    { at: at('04 09:00'), teamId: 'gone' },
    { at: at('05 09:00'), teamId: 'roads' },
  ];
  expect(teamHoursOf({ teamId: 'registry' }, changes, hours)).toEqual([
    { until: at('05 09:00'), hours: roads },
    { until: null, hours: registry },
  ]);
});

it('a span is divided at each handover within it', () => {
  const teamHours: TeamHours = [
    { until: at('03 09:00'), hours: roads },
    { until: at('04 09:00'), hours: registry },
    { until: null, hours: archives },
  ];
  const parts = (from: string, to: string | null) =>
    divide({ from: at(from), to: to && at(to) ? at(to) : null }, teamHours).map((part) => [
      part.from.toISOString().slice(8, 16),
      part.to?.toISOString().slice(8, 16) ?? null,
    ]);
  expect(parts('02 09:00', '02 10:00')).toEqual([['02T09:00', '02T10:00']]);
  expect(parts('03 09:00', '04 09:00')).toEqual([['03T09:00', '04T09:00']]);
  expect(parts('02 09:00', null)).toEqual([
    ['02T09:00', '03T09:00'],
    ['03T09:00', '04T09:00'],
    ['04T09:00', null],
  ]);
});
