import type { Notification } from '@guichet/contracts';
import { isUrgent } from './new-notifications.js';

/** Fewer that say the same are read as fast one by one. */
const MANY = 3;

type Threshold = Extract<Notification['about'], { type: 'sla-threshold' }>;

/** Missed targets of one clock and one day, newest first, which say the same of different cases. */
export interface NotificationGroup {
  name: string;
  about: Threshold;
  items: [Notification, ...Notification[]];
}

/** Newest first, with what says the same laid on one stack where the newest of it stands. */
export function groupNotifications(items: readonly Notification[]): (Notification | NotificationGroup)[] {
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
  return [one.about.timer, one.about.threshold, new Date(one.at).toDateString()].join(' ');
}

/** Of which cases it speaks, each once: a case may have missed the same more than once. Null: no longer seen. */
export const casesOf = ({ items }: NotificationGroup): Notification['case'][] => [
  ...new Map(items.map(({ id, case: item }) => [item?.id ?? id, item])).values(),
];
