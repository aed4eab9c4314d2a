import type { Notification } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { ActionIcon, Button, Drawer, Skeleton } from '@mantine/core';
import { IconBellOff, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { notificationsQuery } from '../../shared/api/queries.js';
import { NotificationItem, NotificationGroupItem } from './notification-item.js';
import classes from './notification-panel.module.css';
import { groupNotifications } from './group-notifications.js';
import { useMarkNotificationsRead } from './use-mark-notifications-read.js';
import { useOpenNotification } from './use-open-notification.js';

/** The list of notifications, newest first; a click opens the case. */
export function NotificationPanel({ onClose, hideTitle = false }: { onClose: () => void; hideTitle?: boolean }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(notificationsQuery);
  const read = useMarkNotificationsRead();
  const open = useOpenNotification();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  // Some may be unread that the number leaves out.
  const isUnread = (query.data?.pages[0]?.unread ?? 0) > 0 || items.some(({ readAt }) => readAt === null);
  const choose = (one: Notification) => {
    open(one);
    onClose();
  };
  return (
    <div className={classes.panel} data-hide-title={hideTitle || undefined}>
      <header className={classes.head}>
        {!hideTitle && <h2>{t('notifications.title')}</h2>}
        {isUnread && (
          <Button size="compact-sm" variant="subtle" ml="auto" onClick={() => void read()}>
            {t('notifications.readAll')}
          </Button>
        )}
        <ActionIcon
          component={Link}
          to="/settings/notifications"
          variant="subtle"
          color="gray"
          ml={isUnread ? undefined : 'auto'}
          aria-label={t('notifications.settings')}
          title={t('notifications.settings')}
          onClick={onClose}
        >
          <IconSettings size={17} stroke={1.5} aria-hidden />
        </ActionIcon>
      </header>
      {query.isPending ? (
        <div className={classes.shape} aria-hidden>
          {[70, 88, 60].map((width) => (
            <Skeleton key={width} height={12} width={`${width}%`} />
          ))}
        </div>
      ) : query.isError && items.length === 0 ? (
        <ErrorState error={query.error} what={t('notifications.failed')} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState icon={IconBellOff} title={t('notifications.empty')}>
          {t('notifications.emptyText')}
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {groupNotifications(items).map((line) =>
            'items' in line ? (
              <NotificationGroupItem key={line.name} stack={line} onOpen={choose} />
            ) : (
              <NotificationItem key={line.id} one={line} onOpen={() => choose(line)} />
            ),
          )}
          {query.hasNextPage && (
            <li className={classes.more}>
              <Button
                size="compact-sm"
                variant="subtle"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t('common.more')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

export function NotificationSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="80%"
      padding={0}
      title={t('notifications.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      styles={{ header: { padding: '8px 16px' }, title: { fontWeight: 600 } }}
    >
      <NotificationPanel hideTitle onClose={onClose} />
    </Drawer>
  );
}
