import { SEEN_IN_CASE, type Notification, type Notifications, type ReadNotifications } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../shared/api/client.js';
import { notificationsQuery } from '../../shared/api/queries.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

/** Whether a notification is unread and one of these. */
export function isUnreadOf(which: ReadNotifications, { id, readAt, about, case: item }: Notification): boolean {
  if (readAt !== null) return false;
  if ('caseId' in which) return item?.id === which.caseId && SEEN_IN_CASE.includes(about.type);
  return which.ids?.includes(id) ?? true;
}

const readIn = (page: Notifications, which: ReadNotifications, at: string): Notifications => {
  const isRead = (one: Notification) => isUnreadOf(which, one);
  const isAll = !('caseId' in which) && !which.ids;
  const count = page.items.filter((one) => isRead(one) && !one.quiet).length;
  return {
    ...page,
    items: page.items.map((one) => (isRead(one) ? { ...one, readAt: at } : one)),
    unread: isAll ? 0 : Math.max(0, page.unread - count),
  };
};

/** Marks these notifications as read, or those of a case, or all: at once here, then on the server, which knows also those not loaded. */
export function useMarkNotificationsRead() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useCallback(
    async (which: ReadNotifications = {}) => {
      const { queryKey } = notificationsQuery;
      await queryClient.cancelQueries({ queryKey });
      const at = new Date().toISOString();
      queryClient.setQueryData(
        queryKey,
        (all) => all && { ...all, pages: all.pages.map((page) => readIn(page, which, at)) },
      );
      await call('readNotifications', { body: which, idempotencyKey: undefined }).catch((error: unknown) => {
        // Those of an open case are marked unasked, and again once they are found unread.
        if (!('caseId' in which)) toastFailure(t('notifications.readFailed'), problemText(error));
      });
      void queryClient.invalidateQueries({ queryKey });
    },
    [queryClient, t, problemText],
  );
}
