import { DEFAULT_BUSINESS_HOURS, type SlaTarget } from '@guichet/contracts';
import type { SlaTimer } from '@guichet/database';
import type { TimerRun } from './sla-fold.js';
import { computeTimerChanges } from './compute-timer-changes.js';

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
      targetOf: () => ({ target, businessHours: DEFAULT_BUSINESS_HOURS }),
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
