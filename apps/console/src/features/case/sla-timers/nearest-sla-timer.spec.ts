import type { SlaTimer } from '@guichet/contracts';
import { nearestTimer } from './nearest-sla-timer.js';

const clock = (
  id: string,
  state: SlaTimer['state'],
  { due = null, missed = null }: { due?: string | null; missed?: string | null } = {},
) => ({ id, state, dueAt: due, breachedAt: missed }) as SlaTimer;

describe('the clock that is told in the head of a case', () => {
  it.each<[string, SlaTimer[], string | undefined]>([
    ['none, where none runs', [], undefined],
    ['none, where all is done', [clock('done', 'done'), clock('dropped', 'dropped')], undefined],
    [
      'the one that is due first, in whatever zone its time is written',
      [
        clock('late', 'running', { due: '2026-03-02T10:00:00Z' }),
        clock('early', 'running', { due: '2026-03-02T10:30:00+02:00' }),
      ],
      'early',
    ],
    [
      'one that runs, before one that waits',
      [clock('waits', 'paused'), clock('runs', 'running', { due: '2026-03-09T10:00:00Z' })],
      'runs',
    ],
    [
      'one that was missed before we waited for the citizen, as the list of cases has it',
      [
        clock('missed', 'paused', { missed: '2026-03-02T10:00:00Z' }),
        clock('runs', 'running', { due: '2026-03-09T10:00:00Z' }),
        clock('done', 'done', { missed: '2026-03-01T10:00:00Z' }),
      ],
      'missed',
    ],
    ['one that waits for the citizen, where none runs', [clock('done', 'done'), clock('waits', 'paused')], 'waits'],
  ])('is %s', (_, clocks, expected) => {
    expect(nearestTimer(clocks)?.id).toBe(expected);
  });
});
