import type { Notification } from '@guichet/contracts';

/** Returns the notification by which a colleague has taken over this case from the agent, who has not seen it yet. */
export function unreadTakeoverNotification(notifications: readonly Notification[], caseId: string) {
  for (const { id, readAt, about, case: item } of notifications)
    if (about.type === 'taken-over' && readAt === null && item?.id === caseId) return { id, by: about.by };
  return undefined;
}
