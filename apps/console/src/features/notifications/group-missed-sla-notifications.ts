import type { Notification } from '@guichet/contracts';
import { townDay } from '../../shared/i18n/organisation-time-zone.js';
import { isUrgent } from './new-and-urgent-notifications.js';

/** Fewer that say the same are read as fast one by one. */
const MANY = 3;

type Threshold = Extract<Notification['about'], { type: 'sla-threshold' }>;

/** Notifications about the same SLA target missed on the same day in different cases, newest first. */
export interface NotificationGroup {
  name: string;
  about: Threshold;
  items: [Notification, ...Notification[]];
}

/** Returns the notifications, newest first, with those of one group joined where its newest one stands. */
export function groupMissedSlaNotifications(items: readonly Notification[]): (Notification | NotificationGroup)[] {
  const byName = Map.groupBy(items, nameOf);
  return items.flatMap((one): (Notification | NotificationGroup)[] => {
    const name = nameOf(one);
    const alike = byName.get(name)!;
    if (name === null || one.about.type !== 'sla-threshold' || alike.length < MANY) return [one];
    return one === alike[0] ? [{ name, about: one.about, items: alike as NotificationGroup['items'] }] : [];
  });
}

function nameOf(one: Notification): string | null {
  if (!isUrgent(one) || one.about.type !== 'sla-threshold') return null;
  return [one.about.timer, one.about.threshold, townDay(one.at)].join(' ');
}

/** Returns the cases of a group, each once. Null: the agent may not see the case any more. */
export const casesOf = ({ items }: NotificationGroup): Notification['case'][] => [
  ...new Map(items.map(({ id, case: item }) => [item?.id ?? id, item])).values(),
];
