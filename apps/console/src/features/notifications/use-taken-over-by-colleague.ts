import { useInfiniteQuery } from '@tanstack/react-query';
import { notificationsQuery } from '../../shared/api/queries.js';
import { unreadTakeoverNotification } from './unread-takeover-notification.js';
import { useMarkNotificationsRead } from './use-mark-notifications-read.js';

/** Returns who has taken over a case from the agent, and how to mark that as seen; undefined: nobody has, or it was seen. */
export function useTakenOverByColleague(caseId: string) {
  const { data } = useInfiniteQuery(notificationsQuery);
  const read = useMarkNotificationsRead();
  const found =
    data &&
    unreadTakeoverNotification(
      data.pages.flatMap(({ items }) => items),
      caseId,
    );
  return found && { by: found.by, seen: () => void read({ ids: [found.id] }) };
}
