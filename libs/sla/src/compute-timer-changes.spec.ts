import { DEFAULT_BUSINESS_HOURS, type SlaTarget } from '@guichet/contracts';
import type { SlaTimer } from '@guichet/database';
import type { TimerRun } from './fold-case-into-timers.js';
import { computeTimerChanges, dueTimeOf } from './compute-timer-changes.js';

const startedAt = new Date('2026-03-02T09:00:00Z');
const target: SlaTarget = {
  ...{ id: '', name: 'Courriels', teams: [], caseTypes: [], channels: [], priorities: [] },
  ...{ 'first-response': null, 'next-response': { value: 2, unit: 'hours' }, resolution: null },
};
const item = {
  id: 'case',
  teamId: 'team',
  openedAt: startedAt,
  closedAt: null,
  status: 'open' as const,
  merged: false,
};
const response = (startPosition: number): TimerRun => ({
  ...{ kind: 'next-response', startPosition, startedAt, channel: 'email', state: 'running' },
  ...{ spans: [{ from: startedAt, to: null }], endedAt: null },
});

it('timers that started at the same time stay apart, however often they are computed', () => {
  const compute = (former: readonly SlaTimer[]) =>
    computeTimerChanges({
      ...{ item, runs: [response(3), response(5)], former, now: startedAt },
      targetOf: () => ({ target, teamHours: [{ until: null, hours: DEFAULT_BUSINESS_HOURS }] }),
    });
  const places = (timers: readonly SlaTimer[]) => timers.map(({ id, startPosition }) => [id, startPosition]);

  const { changed } = compute([]);
  expect(changed.map(({ startPosition }) => startPosition)).toEqual([3, 5]);

  for (const former of [changed, changed.toReversed()]) {
    const again = compute(former);
    expect(again.removed).toEqual([]);
    expect(places(again.changed)).toEqual(places(changed));
  }
});

describe('a timer whose state is computed after its time is nearly over', () => {
  const hours = { ...DEFAULT_BUSINESS_HOURS, timeZone: 'UTC' };
  // Two hours from 9:00 on: 80 % have passed at 10:36, all of it at 11:00.
  const compute = (run: Partial<TimerRun>, now: string) => {
    const known = computeTimerChanges({
      ...{ item, runs: [response(3)], former: [], now: startedAt },
      targetOf: () => ({ target, teamHours: [{ until: null, hours }] }),
    });
    return computeTimerChanges({
      ...{ item, runs: [{ ...response(3), ...run }], former: known.changed, now: new Date(now) },
      targetOf: () => ({ target, teamHours: [{ until: null, hours }] }),
    });
  };
  const until = (time: string): Pick<TimerRun, 'spans' | 'endedAt'> => {
    const endedAt = new Date(`2026-03-02T${time}Z`);
    return { spans: [{ from: startedAt, to: endedAt }], endedAt };
  };

  it('is warned of while it runs, with its due time', () => {
    const { fired } = compute({}, '2026-03-02T10:40:00Z');
    expect(fired).toMatchObject([{ threshold: 80, timer: { dueAt: new Date('2026-03-02T11:00:00Z') } }]);
  });

  it.each<[string, Partial<TimerRun>]>([
    ['it has ended in time', { state: 'done', ...until('10:40:00') }],
    ['it is paused in time', { state: 'paused', ...until('10:40:00'), endedAt: null }],
  ])('is not warned of once %s: there is no due time any more', (_, run) => {
    expect(compute(run, '2026-03-08T13:52:00Z').fired).toEqual([]);
  });

  it('is warned of once it goes on', () => {
    const [span] = until('10:40:00').spans;
    const again = { from: new Date('2026-03-03T09:00:00Z'), to: null };
    expect(compute({ spans: [span!, again] }, '2026-03-03T09:05:00Z').fired).toMatchObject([{ threshold: 80 }]);
  });

  it('is late at the time at which it was missed, also where it has ended or is paused since', () => {
    const missedAt = new Date('2026-03-02T11:00:00Z');
    const done = compute({ state: 'done', ...until('11:30:00') }, '2026-03-08T13:52:00Z');
    expect(done.fired).toMatchObject([{ threshold: 100, timer: { breachedAt: missedAt } }]);
    expect(done.due).toEqual([]);

    const { due } = compute({ state: 'paused', ...until('11:30:00'), endedAt: null }, '2026-03-08T13:52:00Z');
    expect(due.map(dueTimeOf)).toEqual([missedAt]);
    expect(due[0]!.totalSeconds - due[0]!.elapsedSeconds).toBe(-1800);
  });
});
