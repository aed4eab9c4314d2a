import type { Notification } from '@guichet/contracts';
import { townDay } from '../../shared/i18n/organisation-time-zone.js';
import { isUrgent } from './new-and-urgent-notifications.js';

/** Fewer that say the same are read as fast one by one. */
const MANY = 3;

/** Cases that somebody assigns at once come one after the other, with no longer between two. Milliseconds. */
const ONE_ACT = 30_000;

type Grouped = Extract<Notification['about'], { type: 'sla-threshold' | 'assigned' }>;

/**
 * Notifications about the same SLA target missed on the same day in different cases, or of cases that somebody has assigned at once, newest
 * first.
 */
export interface NotificationGroup {
  name: string;
  about: Grouped;
  items: [Notification, ...Notification[]];
}

/** Returns the notifications, newest first, with those of one group joined where its newest one stands. */
export function groupAlikeNotifications(items: readonly Notification[]): (Notification | NotificationGroup)[] {
  const names = new Map([...namesOfMissed(items), ...namesOfAssigned(items)]);
  const byName = Map.groupBy(items, (one) => names.get(one.id));
  return items.flatMap((one): (Notification | NotificationGroup)[] => {
    const name = names.get(one.id);
    const alike = byName.get(name)!;
    const { about } = one;
    if (name === undefined || alike.length < MANY || (about.type !== 'sla-threshold' && about.type !== 'assigned'))
      return [one];
    return one === alike[0] ? [{ name, about, items: alike as NotificationGroup['items'] }] : [];
  });
}

const namesOfMissed = (items: readonly Notification[]): [string, string][] =>
  items.flatMap((one) =>
    isUrgent(one) && one.about.type === 'sla-threshold'
      ? [[one.id, [one.about.timer, one.about.threshold, townDay(one.at)].join(' ')]]
      : [],
  );

/** Each group has the id of its oldest notification in its name, as newer ones may still come. */
function namesOfAssigned(items: readonly Notification[]): [string, string][] {
  const groups = new Map<string, { name: string; at: number }>();
  return items.toReversed().flatMap(({ id, at, about }): [string, string][] => {
    if (about.type !== 'assigned') return [];
    const [last, time] = [groups.get(about.by), Date.parse(at)];
    const name = last && time - last.at <= ONE_ACT ? last.name : `assigned ${id}`;
    groups.set(about.by, { name, at: time });
    return [[id, name]];
  });
}

/** Returns the cases of a group, each once. Null: the agent may not see the case any more. */
export const casesOf = ({ items }: NotificationGroup): Notification['case'][] => [
  ...new Map(items.map(({ id, case: item }) => [item?.id ?? id, item])).values(),
];
