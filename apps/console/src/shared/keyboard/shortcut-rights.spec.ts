import { shippedRole, type Permission, type RoleKey } from '@guichet/contracts';
import { mayPress, maySelectCases } from './shortcut-rights.js';
import { shortcuts, type Shortcut } from './shortcut-list.js';

const names = Object.keys(shortcuts) as Shortcut[];
const may = (key: RoleKey) => (permission: Permission) =>
  (shippedRole(key).permissions as readonly Permission[]).includes(permission);
const pressedBy = (key: RoleKey) => names.filter((name) => mayPress(name, may(key)));

describe('shortcuts', () => {
  it('are all there for an administrator', () => {
    expect(pressedBy('administrator')).toEqual(names);
  });

  it('are those of reading and of notes for an expert, who changes no case', () => {
    expect(pressedBy('expert')).toEqual([
      'next',
      'previous',
      'open',
      'filter',
      'savedView',
      'back',
      'note',
      'sender',
      'follow',
      'unread',
      'undo',
      'search',
      'sheet',
    ]);
  });

  it('of cases are none for an elected official, who sees none', () => {
    expect(pressedBy('elected-official')).toEqual(['undo', 'sheet']);
  });
});

describe('cases', () => {
  it.each<[RoleKey, boolean]>([
    ['case-worker', true],
    ['signatory', true],
    ['expert', false],
    ['auditor', false],
  ])('are selected by a %s: %s', (key, expected) => {
    expect(maySelectCases(may(key))).toBe(expected);
  });
});
