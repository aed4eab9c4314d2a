import { nearEnd } from './near-session-end.js';

const now = Date.parse('2026-11-28T10:00:00.000Z');
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const ends = (idle: number, age: number) => nearEnd({ idleEndsAt: inMinutes(idle), endsAt: inMinutes(age) }, now);

describe('the warning before a session ends', () => {
  it.each([
    [480, 10_000, null],
    [4, 10_000, null],
    [3, 10_000, 'idle'],
    [-1, 10_000, 'idle'],
    [480, 11, null],
    [480, 10, 'age'],
    // What cannot be put off is said, also where both are near.
    [2, 5, 'age'],
  ] as const)('of %d minutes without activity and %d in any case is %s', (idle, age, why) => {
    expect(ends(idle, age)?.why ?? null).toBe(why);
  });

  it('does not come to a token, which has no session', () => {
    expect(nearEnd({ idleEndsAt: null, endsAt: null }, now)).toBeNull();
  });
});
