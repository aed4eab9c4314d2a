import type { Permission } from '@guichet/contracts';
import type { Shortcut } from './shortcut-list.js';

type May = (permission: Permission) => boolean;

/** Cases are selected to change many at once. */
export const maySelectCases = (may: May): boolean => may('case.assign') || may('case.update') || may('case.close');

/** Who may do what a shortcut does. */
const rights: Record<Shortcut, (may: May) => boolean> = {
  next: (may) => may('case.read'),
  previous: (may) => may('case.read'),
  open: (may) => may('case.read'),
  select: maySelectCases,
  filter: (may) => may('case.read'),
  savedView: (may) => may('case.read'),
  back: (may) => may('case.read'),
  reply: (may) => may('case.reply'),
  replyAll: (may) => may('case.reply'),
  note: (may) => may('case.note'),
  template: (may) => may('case.reply') && may('template.read'),
  forward: (may) => may('case.reply'),
  close: (may) => may('case.close'),
  snooze: (may) => may('case.update'),
  mine: (may) => may('case.assign'),
  assign: (may) => may('case.assign'),
  team: (may) => may('case.assign'),
  tag: (may) => may('case.update'),
  merge: (may) => may('case.move'),
  macro: (may) => may('case.update'),
  spam: (may) => may('case.close'),
  sender: (may) => may('case.read'),
  follow: (may) => may('case.read'),
  unread: (may) => may('case.read'),
  takeNext: (may) => may('case.assign'),
  contact: (may) => may('case.create'),
  undo: () => true,
  search: (may) => may('case.read'),
  sheet: () => true,
};

/** Whether a shortcut does anything for whoever may do this. */
export const mayPress = (shortcut: Shortcut, may: May): boolean => rights[shortcut](may);
