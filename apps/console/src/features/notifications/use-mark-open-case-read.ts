import type { Notification } from '@guichet/contracts';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { closeShown } from '../../shared/push/browser-push.js';
import { isUnreadOf, useMarkNotificationsRead } from './use-mark-notifications-read.js';

/** What is known of the notifications of the agent: those that were loaded, and whether there are more. */
export interface Known {
  items: readonly Notification[];
  hasMore: boolean;
}

/**
 * Whether the server is to mark as read what the citizen has written in the case that is open. Of what is not loaded nobody knows
 * here whether it is unread: it is marked once (`askedFor`: the case for which it was).
 */
export const isToRead = ({ items, hasMore }: Known, caseId: string, askedFor: string | undefined): boolean =>
  (hasMore && askedFor !== caseId) || items.some((one) => isUnreadOf({ caseId }, one));

/**
 * Marks as read what the citizen has written in the case that is open in a tab in sight, before any device is told of it. What stays
 * unread would keep the agent from being told of the next reply. `items`: undefined until they are known.
 */
export function useMarkOpenCaseRead(items: readonly Notification[] | undefined, hasMore: boolean): void {
  const { caseId } = useParams({ strict: false });
  const read = useMarkNotificationsRead();
  const askedFor = useRef<string>(undefined);
  useEffect(() => {
    if (caseId === undefined) askedFor.current = undefined;
    if (!items || caseId === undefined) return undefined;
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      void closeShown(caseId);
      if (!isToRead({ items, hasMore }, caseId, askedFor.current)) return;
      askedFor.current = caseId;
      void read({ caseId });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [items, hasMore, caseId, read]);
}
