import { DEFAULT_BUSINESS_HOURS, type BusinessHours, type Duration, type SlaDayCount } from '@guichet/contracts';
import fc from 'fast-check';
import { countTargetDays } from './count-target-days.js';
import { measure } from './measure-timer.js';
import { timerLines } from './timer-explanation-lines.js';
import type { TimerRun } from './fold-case-into-timers.js';
import type { TeamHours } from './business-hours-across-handovers.js';

/** On the days before and after Christmas 2026, in Paris: 09:00–12:00 and 13:30–17:00, Saturday morning, too. */
const hours: BusinessHours = {
  ...DEFAULT_BUSINESS_HOURS,
  week: { ...DEFAULT_BUSINESS_HOURS.week, sat: [{ from: '09:00', to: '12:00' }] },
};
const at = (time: string) => new Date(`2026-12-${time.replace(' ', 'T')}:00+01:00`);
const days = (value: number): Duration => ({ value, unit: 'days' });
const one: TeamHours = [{ until: null, hours }];

function run(startedAt: Date, ...pauses: [from: Date, to: Date | null][]): TimerRun {
  const ends = [...pauses.map(([from]) => from), null];
  const begins = [startedAt, ...pauses.map(([, to]) => to)];
  const spans = begins.flatMap((from, n) => (from ? [{ from, to: ends[n]! }] : []));
  const state = begins.at(-1) ? 'running' : 'paused';
  return { kind: 'resolution', startPosition: 1, startedAt, channel: 'email', state, spans, endedAt: null };
}

const count = (
  timer: TimerRun,
  { target, now, teamHours = one }: { target: Duration; now: Date; teamHours?: TeamHours },
): SlaDayCount | null => countTargetDays(timer, { target, teamHours, now, until: now });
const read = ({ days: counted }: SlaDayCount) =>
  counted.map(({ kind, name, number, to }) => [to.slice(8, 16), kind, number ?? name]);

describe('the days of a target', () => {
  it('are counted from the one after that on which it came in; Sundays and holidays are left out by their names', () => {
    const counted = count(run(at('22 09:23')), { target: days(5), now: at('22 10:00') })!;
    expect(read(counted)).toEqual([
      ['22T23:00', 'first', null],
      ['23T23:00', 'counted', 1],
      ['24T23:00', 'counted', 2],
      ['25T23:00', 'holiday', 'Noël'],
      ['26T23:00', 'counted', 3],
      ['27T23:00', 'closed', null],
      ['28T23:00', 'counted', 4],
      ['29T16:00', 'counted', 5],
    ]);
    expect(counted).toMatchObject({ pauses: [], madeUp: [], dueAt: at('29 17:00').toISOString() });
  });

  it('that begin on a Sunday are counted from the day after the next working day', () => {
    expect(read(count(run(at('20 09:23')), { target: days(1), now: at('20 10:00') })!)).toEqual([
      ['20T23:00', 'closed', null],
      ['21T23:00', 'first', null],
      ['22T16:00', 'counted', 1],
    ]);
  });

  it('and nights: the last one ends after midnight, as one day', () => {
    const night = [{ from: '22:00', to: '06:00' }];
    const nights = { ...hours, week: { ...hours.week, mon: night, tue: night, wed: night } };
    const counted = count(run(at('14 23:00')), {
      target: days(1),
      now: at('14 23:30'),
      teamHours: [{ until: null, hours: nights }],
    })!;
    expect(read(counted)).toEqual([
      ['14T23:00', 'first', null],
      ['16T05:00', 'counted', 1],
    ]);
  });

  it('that were paused are followed by the business hours of the pause', () => {
    const counted = count(run(at('14 09:00'), [at('15 16:00'), at('16 10:00')]), {
      target: days(2),
      now: at('16 11:00'),
    })!;
    expect(counted.dueWithoutPauses).toBe(at('16 17:00').toISOString());
    expect(counted.pauses).toMatchObject([
      { from: at('15 16:00').toISOString(), to: at('16 10:00').toISOString(), kind: 'waiting', seconds: 7200 },
    ]);
    expect(counted.madeUp.filter(({ kind }) => kind === 'working')).toMatchObject([
      { to: at('17 11:00').toISOString(), seconds: 7200, sumSeconds: 7200 },
    ]);
    expect(counted.dueAt).toBe(at('17 11:00').toISOString());
  });

  it('have no due time while it is paused, but what it has cost so far', () => {
    const counted = count(run(at('14 09:00'), [at('15 16:00'), null]), { target: days(2), now: at('16 10:00') })!;
    expect(counted).toMatchObject({
      pauses: [{ to: at('16 10:00').toISOString(), seconds: 7200 }],
      madeUp: [],
      dueAt: null,
    });
  });

  it('do not explain what is due in hours, nor after a handover to a team with other hours', () => {
    const timer = run(at('14 09:00'));
    const handedOver = (before: BusinessHours): TeamHours => [{ until: at('15 09:00'), hours: before }, ...one];
    expect(count(timer, { target: { value: 8, unit: 'hours' }, now: at('16 10:00') })).toBeNull();
    expect(
      count(timer, { target: days(2), now: at('16 10:00'), teamHours: handedOver(DEFAULT_BUSINESS_HOURS) }),
    ).toBeNull();
    expect(count(timer, { target: days(2), now: at('16 10:00'), teamHours: handedOver({ ...hours }) })).not.toBeNull();
  });
});

const moment = fc
  .integer({ min: Date.UTC(2026, 2, 20) / 1000, max: Date.UTC(2026, 11, 20) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const pauses = fc.array(fc.tuple(fc.integer({ min: 1, max: 400_000 }), fc.integer({ min: 1, max: 400_000 })), {
  maxLength: 4,
});
const paused = fc.tuple(moment, pauses).map(([startedAt, lengths]) => {
  let reached = startedAt.getTime();
  const step = (seconds: number) => new Date((reached += seconds * 1000));
  return run(startedAt, ...lengths.map(([ran, rested]): [Date, Date] => [step(ran), step(rested)]));
});
const sum = (values: readonly { seconds: number }[]) => values.reduce((total, { seconds }) => total + seconds, 0);

describe('whatever pauses there were', () => {
  it('the last day has the number of the target, what is made up is the pauses, and the end is when it is due', () => {
    fc.assert(
      fc.property(paused, fc.integer({ min: 1, max: 40 }), (timer, value) => {
        const now = timer.spans.at(-1)!.from;
        const due = measure(timer, { target: days(value), teamHours: one, now })!.dueAt!;
        const counted = count(timer, { target: days(value), now: now })!;
        expect(counted.dueAt).toBe(due.toISOString());
        expect(counted.days.flatMap(({ number }) => number ?? [])).toEqual(
          Array.from({ length: value }, (_, n) => n + 1),
        );
        expect(counted.days.at(-1)!.to).toBe(counted.dueWithoutPauses);
        expect(sum(counted.madeUp)).toBe(sum(counted.pauses));
        expect(counted.madeUp.at(-1)?.to ?? counted.dueWithoutPauses).toBe(counted.dueAt);
      }),
      { numRuns: 100 },
    );
  });

  it('the sum of the lines of a target in hours is the target when it is due', () => {
    fc.assert(
      fc.property(paused, fc.integer({ min: 1, max: 200 }), (timer, value) => {
        const now = timer.spans.at(-1)!.from;
        const due = measure(timer, { target: { value, unit: 'hours' }, teamHours: one, now })!.dueAt!;
        const lines = timerLines(timer, one, due);
        expect(lines.at(-1)).toMatchObject({ to: due.toISOString(), sumSeconds: value * 3600 });
        expect(sum(lines)).toBe(value * 3600);
      }),
      { numRuns: 100 },
    );
  });
});
