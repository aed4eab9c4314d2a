import type { Notification } from '@guichet/contracts';
import { newNotifications, isUrgent } from './new-and-urgent-notifications.js';

const notification = (id: string, minute: number, readAt: string | null = null) =>
  ({ id, at: `2026-03-02T09:${minute}:00.000Z`, readAt }) as Notification;
const ids = (items: readonly Notification[]) => items.map(({ id }) => id).join(' ');

describe('notifications that came since', () => {
  const known = [notification('c', 30), notification('b', 20)];

  it('are those that are new on top', () => {
    expect(ids(newNotifications(known, [notification('e', 50), notification('d', 40), ...known]))).toBe('e d');
  });
  it('are not what lies further down and is read now', () => {
    expect(ids(newNotifications(known, [...known, notification('a', 10)]))).toBe('');
  });
  it('are not what was read elsewhere already', () => {
    expect(ids(newNotifications(known, [notification('d', 40, '2026-03-02T09:41:00.000Z'), ...known]))).toBe('');
  });
  it('are not what the agent has chosen to find in the list only', () => {
    expect(ids(newNotifications(known, [{ ...notification('d', 40), quiet: true }, ...known]))).toBe('');
  });
  it('are all, where there was none', () => {
    expect(ids(newNotifications([], known))).toBe('c b');
  });
});

it('a notification is urgent when a target is missed', () => {
  const clock = (level: 50 | 80 | 100 | 200) =>
    isUrgent({ about: { type: 'sla-threshold', timer: 'resolution', threshold: level, dueAt: '' } } as Notification);
  expect([clock(50), clock(80), clock(100), clock(200)]).toEqual([false, false, true, true]);
  expect(isUrgent({ about: { type: 'assigned', by: 'Ana' } } as Notification)).toBe(false);
});
