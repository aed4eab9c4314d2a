import { DEFAULT_SCHEDULE } from '@guichet/contracts';
import type { Course } from './fold.js';
import { layRows } from './lay.js';

const asked = new Date('2026-03-02T09:00:00Z');
const target = {
  ...{ id: '', name: 'Courriels', teams: [], kinds: [], channels: [], priorities: [] },
  ...{ 'first-response': null, 'next-response': { value: 2, unit: 'hours' as const }, resolution: null },
};
const item = { id: 'case', teamId: 'team', openedAt: asked, closedAt: null, status: 'open' as const, merged: false };
const question = (since: number): Course => ({
  ...{ clock: 'next-response', since, startedAt: asked, channel: 'email', state: 'running' },
  ...{ spans: [{ from: asked, to: null }], endedAt: null },
});

it('keeps clocks of one moment apart, however often they are laid', () => {
  const courses = [question(3), question(5)];
  const lay = (former: ReturnType<typeof layRows>['changed']) =>
    layRows(item, courses, former, () => ({ target, schedule: DEFAULT_SCHEDULE }), asked);

  const first = lay([]);
  expect(first.changed.map(({ since }) => since)).toEqual([3, 5]);

  for (const former of [first.changed, first.changed.toReversed()]) {
    const again = lay(former);
    expect(again.leaving).toEqual([]);
    expect(again.changed.map(({ id, since }) => [id, since])).toEqual(
      first.changed.map(({ id, since }) => [id, since]),
    );
  }
});
