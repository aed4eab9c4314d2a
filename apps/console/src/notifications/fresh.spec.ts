import type { Notification } from '@guichet/contracts';
import { freshOf, isUrgent } from './fresh.js';

const told = (id: string, minute: number, readAt: string | null = null) =>
  ({ id, at: `2026-03-02T09:${minute}:00.000Z`, readAt }) as Notification;
const ids = (items: readonly Notification[]) => items.map(({ id }) => id).join(' ');

describe('notifications that came since', () => {
  const known = [told('c', 30), told('b', 20)];

  it('are those that are new on top', () => {
    expect(ids(freshOf(known, [told('e', 50), told('d', 40), ...known]))).toBe('e d');
  });
  it('are not what lies further down and is read now', () => {
    expect(ids(freshOf(known, [...known, told('a', 10)]))).toBe('');
  });
  it('are not what was read elsewhere already', () => {
    expect(ids(freshOf(known, [told('d', 40, '2026-03-02T09:41:00.000Z'), ...known]))).toBe('');
  });
  it('are all, where there was none', () => {
    expect(ids(freshOf([], known))).toBe('c b');
  });
});

it('are urgent when a target is missed', () => {
  const clock = (level: 50 | 80 | 100 | 200) =>
    isUrgent({ about: { type: 'clock', clock: 'resolution', level, dueAt: '' } } as Notification);
  expect([clock(50), clock(80), clock(100), clock(200)]).toEqual([false, false, true, true]);
  expect(isUrgent({ about: { type: 'assigned', by: 'Ana' } } as Notification)).toBe(false);
});
