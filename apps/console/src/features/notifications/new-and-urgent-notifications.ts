import type { Notification } from '@guichet/contracts';

/** Returns the unread notifications that are new and to be announced, and not merely farther down than the list was read so far. */
export function newNotifications(known: readonly Notification[], items: readonly Notification[]): Notification[] {
  const ids = new Set(known.map(({ id }) => id));
  const oldest = known.at(-1)?.at ?? '';
  return items.filter(({ id, at, readAt, quiet }) => readAt === null && !quiet && !ids.has(id) && at >= oldest);
}

/** Returns the id of the newest of some notifications: ids are ordered by creation. */
export const newestId = (items: readonly Notification[]): string =>
  items.reduce((newest, { id }) => (id > newest ? id : newest), '');

/** Whether a notification is shown at once, as that of a missed SLA target, or of a restricted case that somebody has opened. */
export const isUrgent = ({ about }: Notification) =>
  (about.type === 'sla-threshold' && about.threshold >= 100) || about.type === 'break-glass';

/** Returns what is shown at once of what is new: missed targets, or one restricted case that was opened, which comes before them. */
export function urgentOf(fresh: readonly Notification[]): readonly Notification[] {
  const urgent = fresh.filter(isUrgent);
  const opened = urgent.find(({ about }) => about.type === 'break-glass');
  return opened ? [opened] : urgent;
}
