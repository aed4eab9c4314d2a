import type { Notification } from '@guichet/contracts';

/** Returns the unread notifications that are new, and not merely farther down than the list was read so far. */
export function newNotifications(known: readonly Notification[], items: readonly Notification[]): Notification[] {
  const ids = new Set(known.map(({ id }) => id));
  const oldest = known.at(-1)?.at ?? '';
  return items.filter(({ id, at, readAt }) => readAt === null && !ids.has(id) && at >= oldest);
}

/** Whether a notification is shown at once, as that of a missed SLA target. */
export const isUrgent = ({ about }: Notification) => about.type === 'sla-threshold' && about.threshold >= 100;
