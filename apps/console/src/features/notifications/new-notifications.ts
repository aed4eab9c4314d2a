import type { Notification } from '@guichet/contracts';

/** What came since: unread, not known yet, and not merely further down than what has been read of the list so far. */
export function newNotifications(known: readonly Notification[], items: readonly Notification[]): Notification[] {
  const ids = new Set(known.map(({ id }) => id));
  const oldest = known.at(-1)?.at ?? '';
  return items.filter(({ id, at, readAt }) => readAt === null && !ids.has(id) && at >= oldest);
}

/** A target that is missed cannot wait until somebody looks. */
export const isUrgent = ({ about }: Notification) => about.type === 'sla-threshold' && about.threshold >= 100;
