import { exceedsCapacity } from './exceeds-capacity.js';

const ana = { id: 'ana', state: 'available', load: 16, capacity: 20, freeSlots: { email: 4, chat: 1 } } as const;
const mail = { status: 'open', assignee: null, channels: ['email'] } as const;
const many = (count: number) => Array.from({ length: count }, () => ({ ...mail, channels: [...mail.channels] }));

describe('with cases that are to be given to an agent', () => {
  it('the capacity is exceeded once one more does not fit', () => {
    expect([1, 4, 5].map((count) => exceedsCapacity(ana, many(count)))).toEqual([false, false, true]);
    expect(exceedsCapacity(ana, [...many(1), { ...mail, channels: ['chat'] }])).toBe(true);
    expect(exceedsCapacity({ ...ana, load: 20, freeSlots: { email: 0 } }, many(1))).toBe(true);
  });

  it('nothing is exceeded by what weighs nothing more', () => {
    expect(exceedsCapacity(ana, [])).toBe(false);
    expect(
      exceedsCapacity(
        ana,
        many(9).map((item) => ({ ...item, status: 'waiting' })),
      ),
    ).toBe(false);
    expect(
      exceedsCapacity(
        ana,
        many(9).map((item) => ({ ...item, assignee: { id: 'ana', name: 'Ana' } })),
      ),
    ).toBe(false);
    expect(
      exceedsCapacity(
        ana,
        many(9).map((item) => ({ ...item, channels: ['webhook'] })),
      ),
    ).toBe(false);
  });

  it('of whoever has no capacity, or is not available and not full, that is not said', () => {
    expect(exceedsCapacity({ ...ana, capacity: 0 }, many(9))).toBe(false);
    expect(exceedsCapacity({ ...ana, state: 'busy', freeSlots: { email: 0 } }, many(9))).toBe(false);
  });
});
