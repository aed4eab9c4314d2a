import type { Notification } from '@guichet/contracts';
import { unreadTakeoverNotification } from './unread-takeover-notification.js';

const notification = (id: string, caseId: string | null, more: Partial<Notification> = {}): Notification => ({
  ...{ id, at: '2026-06-10T08:00:00Z', readAt: null, quiet: false },
  about: { type: 'taken-over', by: 'Bob' },
  case: caseId === null ? null : { id: caseId, reference: `GCH-${caseId}`, subject: '', citizen: '', position: null },
  ...more,
});

// Interaction: R07.
describe('what the composer says of a case that was taken over', () => {
  it('is who has taken it over, until the agent has seen it', () => {
    expect(unreadTakeoverNotification([notification('1', 'a')], 'a')).toEqual({ id: '1', by: 'Bob' });
    expect(
      unreadTakeoverNotification([notification('1', 'a', { readAt: '2026-06-10T09:00:00Z' })], 'a'),
    ).toBeUndefined();
  });

  it('is nothing of other cases, nor of what else happened in it', () => {
    const mentioned = notification('2', 'a', { about: { type: 'mentioned', by: 'Bob' } });
    expect(
      unreadTakeoverNotification([notification('1', 'b'), mentioned, notification('3', null)], 'a'),
    ).toBeUndefined();
  });
});
