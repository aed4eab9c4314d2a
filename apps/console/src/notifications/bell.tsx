import { Popover, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { notificationsQuery } from '../api/queries.js';
import { overlay, useOverlay } from '../shell/overlay.js';
import { countUnread } from '../shell/page-title.js';
import { patient } from '../shell/patient.js';
import { RailItem } from '../shell/rail-item.js';
import rail from '../shell/rail.module.css';
import { useNews } from './use-news.js';

const Panel = lazy(() => patient(() => import('./panel.js').then((module) => ({ default: module.Panel }))));
const Sheet = lazy(() => patient(() => import('./panel.js').then((module) => ({ default: module.Sheet }))));

/** How many notifications wait, and the way to them: beside the bell, on a phone from below. */
export function Bell() {
  const { t } = useTranslation();
  const opened = useOverlay()?.kind === 'notifications';
  const phone = useMediaQuery('(max-width: 768px)');
  const { data } = useInfiniteQuery(notificationsQuery);
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const unread = data?.pages[0]?.unread ?? 0;
  useNews(items);
  useEffect(() => countUnread(unread), [unread]);
  useEffect(() => () => countUnread(0), []);
  const close = () => overlay(undefined);

  const button = (
    <button
      type="button"
      className={rail.item}
      aria-haspopup="dialog"
      aria-expanded={opened}
      onClick={() => overlay(opened ? undefined : { kind: 'notifications' })}
    >
      <RailItem icon={IconBell} label={t('desk.bell.short')}>
        {unread > 0 && (
          <span className={rail.count}>
            <span className="g-sr">{t('desk.bell.unread', { count: unread })}</span>
            <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
          </span>
        )}
      </RailItem>
    </button>
  );
  if (phone)
    return (
      <>
        {button}
        {opened && (
          <Suspense>
            <Sheet onClose={close} />
          </Suspense>
        )}
      </>
    );
  return (
    <Popover opened={opened} onChange={(open) => !open && close()} position="right-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('desk.bell.title')} position="right" disabled={opened}>
          {button}
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} w={400} aria-label={t('desk.bell.title')}>
        <Suspense fallback={<div style={{ height: 200 }} />}>
          <Panel onClose={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
