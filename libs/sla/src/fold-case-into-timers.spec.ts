import { DEFAULT_BUSINESS_HOURS, type CaseStatus, type Duration } from '@guichet/contracts';
import type { CaseEvent } from './timer-events-of-cases.js';
import { measure } from './measure-timer.js';
import { foldTimers, type CaseState, type TimerRun } from './fold-case-into-timers.js';
import { timerLines } from './timer-explanation-lines.js';

/** Open on working days from 9:00 to 12:00 and from 13:30 to 17:00 UTC. */
const hours = { ...DEFAULT_BUSINESS_HOURS, timeZone: 'UTC' };
const at = (time: string) => new Date(`2026-03-${time.replace(' ', 'T')}:00Z`);

type Line = [time: string, what: 'in' | 'out' | 'call' | 'letter' | CaseStatus, byCitizen?: boolean];
/** `letter`: a recorded message of the citizen. `call`: a conversation with an agent, in which nothing is sent and no status changes. */
const eventsOf = (lines: Line[]): CaseEvent[] =>
  lines.map(([time, what, byCitizen = false], n) => {
    const when = { at: at(time), position: n + 1 };
    if (what === 'in' || what === 'letter') return { ...when, type: 'in', channel: what === 'in' ? 'email' : 'post' };
    if (what === 'out' || what === 'call')
      return { ...when, type: 'out', channel: what === 'out' ? 'email' : 'phone', handsOver: what === 'out' };
    return { ...when, type: 'status', to: what, byCitizen, byMove: false };
  });
const fold = (lines: Line[], status: CaseStatus, changes: Partial<CaseState> = {}) => {
  const first = at(lines[0]?.[0] ?? '02 09:00');
  return foldTimers(eventsOf(lines), { openedAt: first, closedAt: null, status, merged: false, ...changes });
};
const short = ({ kind, startPosition, state, endedAt }: TimerRun) =>
  `${kind}@${startPosition} ${state}${endedAt ? ` ${endedAt.toISOString().slice(8, 16)}` : ''}`;
const duration = (value: number, unit: Duration['unit'] = 'hours'): Duration => ({ value, unit });

describe('the SLA timers of a case', () => {
  // prettier-ignore
  it.each<[what: string, lines: Line[], status: CaseStatus, timers: string[]]>([
    ['that waits for its first reply', [['02 09:00', 'in'], ['02 10:00', 'in']], 'open',
      ['resolution@1 running', 'first-response@1 running']],
    ['that was replied to', [['02 09:00', 'in'], ['02 10:00', 'out']], 'waiting',
      ['resolution@1 paused', 'first-response@1 done 02T10:00']],
    ['whose citizen wrote twice after a reply', [['02 09:00', 'in'], ['02 10:00', 'out'], ['03 09:00', 'open', true], ['03 09:00', 'in'], ['03 10:00', 'in']], 'open',
      ['resolution@1 running', 'first-response@1 done 02T10:00', 'next-response@4 running']],
    ['that was settled by phone', [['02 09:00', 'in'], ['02 10:00', 'call']], 'open',
      ['resolution@1 running', 'first-response@1 done 02T10:00']],
    ['that began with a call and goes on with a letter', [['02 09:00', 'call'], ['03 09:00', 'letter']], 'open',
      ['resolution@1 running', 'next-response@2 running']],
    ['whose agent wrote first', [['02 09:00', 'out'], ['03 09:00', 'open', true], ['03 09:00', 'in']], 'open',
      ['resolution@1 running', 'next-response@3 running']],
    ['that an agent set to waiting before replying', [['02 09:00', 'in'], ['02 10:00', 'waiting']], 'waiting',
      ['resolution@1 paused', 'first-response@1 running']],
    ['that is snoozed', [['02 09:00', 'in'], ['02 10:00', 'snoozed']], 'snoozed',
      ['resolution@1 running', 'first-response@1 running']],
    ['that was closed without a reply', [['02 09:00', 'in'], ['02 10:00', 'closed']], 'closed',
      ['resolution@1 dropped 02T10:00', 'first-response@1 dropped 02T10:00']],
    ['that an agent closed and opened again', [['02 09:00', 'in'], ['02 10:00', 'closed'], ['03 09:00', 'open']], 'open',
      ['resolution@1 running', 'first-response@1 running']],
    ['that the citizen opened again', [['02 09:00', 'in'], ['02 10:00', 'out'], ['02 11:00', 'closed'], ['04 09:00', 'open', true], ['04 09:00', 'in']], 'open',
      ['resolution@1 done 02T11:00', 'first-response@1 done 02T10:00', 'resolution@4 running', 'next-response@5 running']],
    ['that was closed without an activity in the timeline', [['02 09:00', 'in']], 'closed',
      ['resolution@1 dropped 02T09:00', 'first-response@1 dropped 02T09:00']],
    ['that is spam', [['02 09:00', 'in'], ['02 10:00', 'spam']], 'spam',
      ['resolution@1 dropped 02T10:00', 'first-response@1 dropped 02T10:00']],
    ['that was taken for spam for two days', [['02 09:00', 'in'], ['02 10:00', 'spam'], ['04 09:00', 'open']], 'open',
      ['resolution@1 running', 'first-response@1 running']],
    ['without messages', [], 'open', ['resolution@1 running']],
  ])('%s', (_, lines, status, expected) => {
    expect(fold(lines, status).map(short)).toEqual(expected);
  });

  describe('after a merge', () => {
    const merged = (
      events: readonly (Pick<CaseEvent & { type: 'in' }, 'channel' | 'origin'> & { time: string; out?: true })[],
    ) =>
      foldTimers(
        events.map(({ time, out, ...event }, n) => {
          const when = { ...event, at: at(time), position: n + 1 };
          return out ? { ...when, type: 'out', handsOver: true } : { ...when, type: 'in' };
        }),
        { openedAt: at('02 10:00'), closedAt: null, status: 'open', merged: false },
      );
    const waiting = (runs: readonly TimerRun[]) =>
      runs.flatMap(({ kind, channel, endedAt }) => (endedAt ? [] : `${kind} ${channel}`));

    it('are each as by its channel where two messages wait, until somebody replies', () => {
      const both = [
        { time: '02 09:00', channel: 'email', origin: 'other' },
        { time: '02 10:00', channel: 'sms' },
      ] as const;
      expect(waiting(merged(both))).toEqual(['resolution sms', 'first-response email', 'first-response sms']);
      const replied = merged([...both, { time: '02 11:00', channel: 'sms', out: true }]);
      expect(waiting(replied)).toEqual(['resolution sms']);
    });
    it('are those of the older message where both came by one channel', () => {
      const runs = merged([
        { time: '02 09:00', channel: 'email', origin: 'other' },
        { time: '02 10:00', channel: 'email' },
      ]);
      expect(runs.map(short)).toEqual(['resolution@1 running', 'first-response@1 running']);
    });
    it('run on for what the other case did not reply to', () => {
      const runs = merged([
        { time: '02 09:00', channel: 'email', origin: 'other' },
        { time: '02 10:00', channel: 'email' },
        { time: '02 11:00', channel: 'email', origin: 'other', out: true },
      ]);
      expect(runs.map(short)).toEqual([
        'resolution@1 running',
        'first-response@1 done 02T11:00',
        'first-response@2 running',
      ]);
    });
  });

  it('are dropped when the case is merged into another one', () => {
    expect(fold([['02 09:00', 'in']], 'closed', { merged: true }).map(({ state }) => state)).toEqual([
      'dropped',
      'dropped',
    ]);
    expect(fold([], 'open', { merged: true }).map(({ state }) => state)).toEqual(['dropped']);
  });

  it('start when the message came, however late it was processed', () => {
    const [, first] = fold([['02 11:00', 'in']], 'open', { openedAt: at('02 09:30') });
    expect(first!.startedAt).toEqual(at('02 09:30'));
  });
});

describe('an SLA timer', () => {
  const paused = fold(
    [['02 09:00', 'in'], ['02 11:00', 'out'], ['04 09:00', 'open', true], ['04 09:00', 'in']],
    'open',
  )[0]!; // prettier-ignore

  it('does not count the time in which we waited for the citizen', () => {
    // Two hours on Monday; the other eight from Wednesday morning on.
    expect(measure(paused, { target: duration(10), teamHours: [{ until: null, hours }], now: at('04 11:00') })).toEqual(
      {
        dueAt: at('05 10:30'),
        elapsedSeconds: 4 * 3600,
        totalSeconds: 36_000,
        breachedAt: null,
        passedThreshold: null,
        nextThresholdAt: at('04 12:00'),
      },
    );
  });

  it('passes its thresholds in order', () => {
    const passed = (time: string) =>
      measure(paused, { target: duration(10), teamHours: [{ until: null, hours }], now: at(time) })!;
    expect([passed('04 12:00'), passed('04 16:30'), passed('05 10:30')].map((found) => found.passedThreshold)).toEqual([
      50, 80, 100,
    ]);
    expect(passed('05 10:30')).toMatchObject({ breachedAt: at('05 10:30'), nextThresholdAt: at('06 15:30') });
    expect(passed('30 11:30')).toMatchObject({ passedThreshold: 200, nextThresholdAt: null });
  });

  it('with a target of days is due when the team closes, also when it started within a second', () => {
    const began = new Date(at('02 10:00').getTime() + 960);
    const [resolution] = foldTimers([], { openedAt: began, closedAt: null, status: 'open', merged: false });
    expect(
      measure(resolution!, { target: duration(1, 'days'), teamHours: [{ until: null, hours }], now: at('02 11:00') })!
        .dueAt,
    ).toEqual(at('03 17:00'));
  });

  it('that ended in time is not breached, whenever it is measured', () => {
    const done = fold([['02 09:00', 'in'], ['02 10:00', 'out']], 'waiting')[1]!; // prettier-ignore
    expect(
      measure(done, { target: duration(1), teamHours: [{ until: null, hours }], now: at('30 09:00') }),
    ).toMatchObject({
      breachedAt: null,
      elapsedSeconds: 3600,
    });
    expect(
      measure(done, { target: duration(59, 'minutes'), teamHours: [{ until: null, hours }], now: at('30 09:00') }),
    ).toMatchObject({
      breachedAt: at('02 09:59'),
    });
  });

  it('explains a night by the hours of both of its days', () => {
    const nights = Object.fromEntries(Object.keys(hours.week).map((day) => [day, [{ from: '22:00', to: '06:00' }]]));
    const night = { ...hours, week: nights as typeof hours.week };
    const [run] = fold([['02 23:00', 'in']], 'open');
    const lines = timerLines(run!, [{ until: null, hours: night }], at('03 05:00'));

    expect(lines.map(({ seconds, hours: within }) => [seconds / 3600, within])).toEqual(
      [1, 5].map((counted) => [
        counted,
        [
          { from: '00:00', to: '06:00' },
          { from: '22:00', to: '24:00' },
        ],
      ]),
    );
  });

  it('explains its time day by day', () => {
    const closedDay = { ...hours, exceptions: [{ date: '2026-03-05', name: 'Formation', slots: [] }] };
    const lines = timerLines(paused, [{ until: null, hours: closedDay }], at('09 10:00'));
    expect(
      lines.map(({ kind, name, from, to, seconds }) => [
        kind,
        name,
        from.slice(8, 16),
        to.slice(8, 16),
        seconds / 3600,
      ]),
    ).toEqual([
      ['working', null, '02T09:00', '02T11:00', 2],
      ['waiting', null, '02T11:00', '04T09:00', 0],
      ['working', null, '04T09:00', '05T00:00', 6.5],
      ['holiday', 'Formation', '05T00:00', '06T00:00', 0],
      ['working', null, '06T00:00', '07T00:00', 6.5],
      ['closed', null, '07T00:00', '09T00:00', 0],
      ['working', null, '09T00:00', '09T10:00', 1],
    ]);
    // Between its two ends a day counts less than a clock shows: its hours say why.
    const day = [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:00' },
    ];
    expect(lines.map((line) => line.hours)).toEqual([day, [], day, [], day, [], day]);
    const total = lines.reduce((sum, line) => sum + line.seconds, 0);
    expect(total).toBe(
      measure(paused, { target: duration(99), teamHours: [{ until: null, hours: closedDay }], now: at('09 10:00') })!
        .elapsedSeconds,
    );
  });
});
