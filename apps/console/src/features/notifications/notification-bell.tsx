import { Popover, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo } from 'react';
import { lazyPart } from '../../shared/router/lazy-parts.js';
import { notificationsQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay, useIsOverlay } from '../../shared/layout/overlay-state.js';
import { countUnread } from '../../shared/layout/page-title.js';
import { RailButton, RailCount } from '../../shared/layout/navigation-rail-item.js';
import { showBadge } from '../../shared/push/browser-push.js';
import { useKeepPushDevice } from '../../shared/push/use-push-device.js';
import { useAnnounceNotifications } from './use-announce-notifications.js';
import { useServiceWorkerMessages } from './use-service-worker-messages.js';
import { useMarkOpenCaseRead } from './use-mark-open-case-read.js';

const Panel = lazyPart(() => import('./notification-panel.js'), 'NotificationPanel');
const Sheet = lazyPart(() => import('./notification-panel.js'), 'NotificationSheet');

/** The bell with the number of unread notifications; it opens their panel. */
export function NotificationBell() {
  const { t } = useTexts();
  const opened = useIsOverlay('notifications');
  const phone = useMediaQuery('(max-width: 768px)', undefined, { getInitialValueInEffect: false });
  const { data, hasNextPage } = useInfiniteQuery(notificationsQuery);
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const unread = data?.pages[0]?.unread ?? 0;
  useAnnounceNotifications(items, data?.pages[0]?.alerts ?? 'none');
  useMarkOpenCaseRead(items, hasNextPage);
  useServiceWorkerMessages();
  useKeepPushDevice();
  useEffect(() => {
    countUnread(unread);
    showBadge(unread);
  }, [unread]);
  useEffect(() => () => countUnread(0), []);
  // Toasts make room for the panel.
  useEffect(() => {
    document.documentElement.toggleAttribute('data-notifications-open', opened);
    return () => document.documentElement.removeAttribute('data-notifications-open');
  }, [opened]);
  const close = () => setOverlay(undefined);

  const button = (
    <RailButton
      icon={IconBell}
      label={t('notifications.short')}
      aria-haspopup="dialog"
      aria-expanded={opened}
      onClick={() => setOverlay(opened ? undefined : { kind: 'notifications' })}
    >
      <RailCount count={unread} label={t('notifications.unread', { count: unread })} />
    </RailButton>
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
        <Tooltip label={t('notifications.title')} position="right" disabled={opened}>
          {button}
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} w={400} aria-label={t('notifications.title')}>
        <Suspense fallback={<div style={{ height: 200 }} />}>
          <Panel onClose={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
