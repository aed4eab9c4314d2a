import type { SlaThreshold, Notification } from '@guichet/contracts';
import { casesOf, groupAlikeNotifications, type NotificationGroup } from './group-alike-notifications.js';

const missed = (
  id: string,
  { day = 2, level = 100, clock = 'resolution' }: { day?: number; level?: SlaThreshold; clock?: string } = {},
) =>
  ({
    id,
    at: `2026-03-0${day}T12:00:00.000Z`,
    about: { type: 'sla-threshold', timer: clock, threshold: level, dueAt: '' },
  }) as Notification;
const given = (id: string, { by = 'Ana', at = '12:00:00' }: { by?: string; at?: string } = {}) =>
  ({ id, at: `2026-03-02T${at}.000Z`, about: { type: 'assigned', by } }) as Notification;
const shape = (items: Notification[]) =>
  groupAlikeNotifications(items).map((line) => ('items' in line ? line.items.map(({ id }) => id).join('+') : line.id));

describe('notifications in a list', () => {
  it('lie on one stack where many say the same, at the place of the newest', () => {
    expect(shape([given('a'), missed('b'), given('c'), missed('d'), missed('e')])).toEqual(['a', 'b+d+e', 'c']);
  });
  it('stand by themselves where few do', () => {
    expect(shape([missed('a'), missed('b'), given('c'), given('d')])).toEqual(['a', 'b', 'c', 'd']);
  });
  it('are told apart by day, clock and how late it is', () => {
    const two = (make: (id: string) => Notification, name: string) => [make(`${name}1`), make(`${name}2`)];
    const items = [
      ...two((id) => missed(id), 'a'),
      ...two((id) => missed(id, { day: 1 }), 'b'),
      ...two((id) => missed(id, { level: 200 }), 'c'),
      ...two((id) => missed(id, { clock: 'next-response' }), 'd'),
    ];
    expect(shape(items)).toEqual(items.map(({ id }) => id));
  });
  it('lie on one stack where somebody has assigned many cases at once', () => {
    const rob = { by: 'Rob' };
    expect(
      shape([
        given('later', { at: '12:05:00' }),
        given('a', { at: '12:00:40' }),
        given('b', { at: '12:00:20' }),
        given('r', rob),
        given('c', { at: '12:00:00' }),
        given('s', rob),
        given('t', { by: 'Rob', at: '11:59:59' }),
        given('earlier', { at: '11:50:00' }),
      ]),
    ).toEqual(['later', 'a+b+c', 'r+s+t', 'earlier']);
  });
  it('say nothing of what is not late yet', () => {
    expect(shape([missed('a', { level: 80 }), missed('b', { level: 80 }), missed('c', { level: 80 })])).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
  it('count each case once, and each that is no longer seen', () => {
    const of = (id: string, item: string | null) =>
      ({ ...missed(id), case: item && { id: item, reference: item, subject: '' } }) as Notification;
    const [stack] = groupAlikeNotifications([of('a', 'x'), of('b', 'x'), of('c', null), of('d', null)]) as [
      NotificationGroup,
    ];
    expect(casesOf(stack).map((item) => item?.reference)).toEqual(['x', undefined, undefined]);
  });
});
