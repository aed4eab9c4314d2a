import type { Notification, Notifications } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { announce } from '../../shared/feedback/screen-reader-announcement.js';
import { toastUrgent } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { runInOneTab } from './run-in-one-tab.js';
import { newestId, newNotifications, urgentOf } from './new-and-urgent-notifications.js';
import { playSound } from './notification-sound.js';
import { useOpenNotification } from './use-open-notification.js';
import { useNotificationText } from './use-notification-text.js';

/**
 * Announces new notifications once, and shows urgent ones as a toast, unless the agent is not to be interrupted. `items`: undefined
 * until they are known.
 */
export function useAnnounceNotifications(items: readonly Notification[] | undefined, alerts: Notifications['alerts']) {
  const { t } = useTexts();
  const words = useNotificationText();
  const navigate = useNavigate();
  const open = useOpenNotification();
  const known = useRef<readonly Notification[]>(undefined);

  const announceFresh = (fresh: readonly Notification[]) => {
    const urgent = urgentOf(fresh);
    const [first] = urgent.length > 0 ? urgent : fresh;
    if (!first || alerts === 'none') return;
    if (alerts === 'sound') void runInOneTab('sound', newestId(fresh), playSound);
    const said =
      urgent.length > 1
        ? t('notifications.manyMissed', { count: urgent.length })
        : fresh.length > 1 && first.about.type !== 'break-glass'
          ? t('notifications.news', { count: fresh.length })
          : words(first, Date.now());
    announce(said);
    if (urgent.length === 0) return;
    const seeLate = () =>
      void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { due: 'late', sort: 'due' } });
    toastUrgent(urgent.length, (count) =>
      count > 1
        ? {
            title: t('notifications.manyMissed', { count }),
            detail: '',
            act: { label: t('notifications.seeLate'), run: seeLate },
          }
        : {
            title: words(first, Date.now()),
            detail: first.case?.subject ?? '',
            act: {
              // Which leads to who opened it and why, and not to the case.
              label: t(first.about.type === 'break-glass' ? 'notifications.seeAccess' : 'notifications.open'),
              run: () => open(first),
            },
          },
    );
  };
  const latest = useRef(announceFresh);
  useEffect(() => void (latest.current = announceFresh));

  useEffect(() => {
    if (!items) return;
    if (known.current) latest.current(newNotifications(known.current, items));
    known.current = items;
  }, [items]);
}
