import type { Notification } from '@guichet/contracts';
import { Blank } from '@guichet/ui';
import { Button, Drawer, Skeleton } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notificationsQuery } from '../api/queries.js';
import { Trouble } from '../shell/trouble.js';
import { Item, StackItem } from './item.js';
import classes from './panel.module.css';
import { stacksOf } from './stacks.js';
import { useOpenNotification, useRead } from './use-open.js';

/** Newest first; choosing one opens its case. */
export function Panel({ onClose, bare = false }: { onClose: () => void; bare?: boolean }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(notificationsQuery);
  const read = useRead();
  const open = useOpenNotification();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = query.data?.pages[0]?.unread ?? 0;
  const choose = (one: Notification) => {
    open(one);
    onClose();
  };
  return (
    <div className={classes.panel} data-bare={bare || undefined}>
      <header className={classes.head}>
        {!bare && <h2>{t('desk.bell.title')}</h2>}
        {unread > 0 && (
          <Button size="compact-sm" variant="subtle" ml="auto" onClick={() => void read()}>
            {t('desk.bell.readAll')}
          </Button>
        )}
      </header>
      {query.isPending ? (
        <div className={classes.shape} aria-hidden>
          {[70, 88, 60].map((width) => (
            <Skeleton key={width} height={12} width={`${width}%`} />
          ))}
        </div>
      ) : query.isError && items.length === 0 ? (
        <Trouble error={query.error} what={t('desk.bell.failed')} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <Blank icon={IconBellOff} title={t('desk.bell.empty')}>
          {t('desk.bell.emptyText')}
        </Blank>
      ) : (
        <ul className={classes.list}>
          {stacksOf(items).map((line) =>
            'items' in line ? (
              <StackItem key={line.name} stack={line} onOpen={choose} />
            ) : (
              <Item key={line.id} one={line} onOpen={() => choose(line)} />
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
                {t('more')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

export function Sheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="80%"
      padding={0}
      title={t('desk.bell.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ header: { padding: '8px 16px' }, title: { fontWeight: 600 } }}
    >
      <Panel bare onClose={onClose} />
    </Drawer>
  );
}
