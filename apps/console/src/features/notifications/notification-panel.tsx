import type { Notification } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { ActionIcon, Button, Drawer, Skeleton } from '@mantine/core';
import { IconBellOff, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { notificationsQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { NotificationItem, NotificationGroupItem } from './notification-item.js';
import classes from './notification-panel.module.css';
import { groupAlikeNotifications } from './group-alike-notifications.js';
import { useMarkNotificationsRead } from './use-mark-notifications-read.js';
import { useOpenNotification } from './use-open-notification.js';

/** Marks all as read, where any is not, and leads to the settings. */
function PanelActions({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { data } = useInfiniteQuery(notificationsQuery);
  const read = useMarkNotificationsRead();
  // Some may be unread that the number leaves out.
  const isUnread =
    (data?.pages[0]?.unread ?? 0) > 0 || data?.pages.some(({ items }) => items.some(({ readAt }) => readAt === null));
  return (
    <span className={classes.actions}>
      {isUnread && (
        <Button size="compact-sm" variant="subtle" onClick={() => void read()}>
          {t('notifications.readAll')}
        </Button>
      )}
      <ActionIcon
        component={Link}
        to="/settings/notifications"
        variant="subtle"
        color="gray"
        aria-label={t('notifications.settings')}
        title={t('notifications.settings')}
        onClick={onClose}
      >
        <IconSettings size={17} stroke={1.5} aria-hidden />
      </ActionIcon>
    </span>
  );
}

/** The list of notifications, newest first; a click opens the case. `isInSheet`: the sheet has the title and what can be done. */
export function NotificationPanel({ onClose, isInSheet = false }: { onClose: () => void; isInSheet?: boolean }) {
  const { t } = useTexts();
  const query = useInfiniteQuery(notificationsQuery);
  const open = useOpenNotification();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (one: Notification) => {
    open(one);
    onClose();
  };
  return (
    <div className={classes.panel} data-in-sheet={isInSheet || undefined}>
      {!isInSheet && (
        <header className={classes.head}>
          <h2>{t('notifications.title')}</h2>
          <PanelActions onClose={onClose} />
        </header>
      )}
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
          {groupAlikeNotifications(items).map((line) =>
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
  const { t } = useTexts();
  return (
    <Drawer.Root opened onClose={onClose} position="bottom" size="80%" padding={0}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header p="8px 16px">
          <Drawer.Title fw={600}>{t('notifications.title')}</Drawer.Title>
          <PanelActions onClose={onClose} />
          <Drawer.CloseButton ms={8} aria-label={t('common.close')} />
        </Drawer.Header>
        <Drawer.Body>
          <NotificationPanel isInSheet onClose={onClose} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
