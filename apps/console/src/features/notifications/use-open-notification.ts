import type { Notification, Notifications } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { notificationsQuery } from '../../shared/api/queries.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../shared/feedback/toast.js';

const readIn = (page: Notifications, ids: readonly string[] | undefined, at: string): Notifications => {
  const isRead = ({ id, readAt }: Notification) => readAt === null && (!ids || ids.includes(id));
  const count = page.items.filter(isRead).length;
  return {
    ...page,
    items: page.items.map((one) => (isRead(one) ? { ...one, readAt: at } : one)),
    unread: ids ? Math.max(0, page.unread - count) : 0,
  };
};

/** Marks these notifications as read, or all: at once here, then on the server. */
export function useMarkNotificationsRead() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useCallback(
    async (ids?: string[]) => {
      const { queryKey } = notificationsQuery;
      await queryClient.cancelQueries({ queryKey });
      const at = new Date().toISOString();
      queryClient.setQueryData(
        queryKey,
        (all) => all && { ...all, pages: all.pages.map((page) => readIn(page, ids, at)) },
      );
      await call('readNotifications', { body: { ids }, idempotencyKey: undefined }).catch((error: unknown) =>
        toastFailure(t('notifications.readFailed'), problemText(error)),
      );
      void queryClient.invalidateQueries({ queryKey });
    },
    [queryClient, t, problemText],
  );
}

/** What is seen and mended in one's own account. */
const ABOUT_ACCOUNT = new Set<Notification['about']['type']>([
  'new-device',
  'passkey-added',
  'passkey-removed',
  'passkeys-removed',
  'second-factor-reset',
]);

/** Opens the case of a notification, or the page where something can be done about it, and marks it as read. */
export function useOpenNotification() {
  const navigate = useNavigate();
  const read = useMarkNotificationsRead();
  return (one: Notification) => {
    if (one.readAt === null) void read([one.id]);
    if (one.case)
      void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: one.case.id }, search: {} });
    else if (one.about.type === 'break-glass')
      void navigate({ to: '/emergency-access/$accessId', params: { accessId: one.about.breakGlassId } });
    else if ('templateId' in one.about)
      void navigate({
        to: '/templates/$templateId',
        params: { templateId: one.about.templateId },
        search: { language: one.about.language },
      });
    else if (ABOUT_ACCOUNT.has(one.about.type)) void navigate({ to: '/settings/account' });
    else if (one.about.type === 'refused-sign-ins') void navigate({ to: '/settings/refused-sign-ins' });
    else if (one.about.type === 'handed-over') void navigate({ to: '/inbox/$view', params: { view: 'mine' } });
  };
}
