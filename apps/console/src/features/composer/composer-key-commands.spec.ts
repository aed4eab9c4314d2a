import { commandOf, hasOpenLayer, type Key, type KeyContext } from './composer-key-commands.js';

const key = (name: string, change: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  ...change,
});
const writing: KeyContext = { mode: 'reply', atLineStart: true, inText: true, templates: true };

it('Ctrl or ⌘ with Enter sends, wherever the caret is', () => {
  expect(commandOf(key('Enter', { ctrlKey: true }), { ...writing, inText: false })).toBe('send');
  expect(commandOf(key('Enter', { metaKey: true }), { ...writing, mode: 'note' })).toBe('send');
  expect(commandOf(key('Enter'), writing)).toBeUndefined();
});

it('a slash where a line of a reply begins opens the templates', () => {
  expect(commandOf(key('/'), writing)).toBe('template');
  for (const other of [{ atLineStart: false }, { inText: false }, { templates: false }, { mode: 'note' as const }])
    expect(commandOf(key('/'), { ...writing, ...other })).toBeUndefined();
});

describe('Escape', () => {
  const inside = {} as Node;
  const root = (open: boolean) => ({
    contains: (node: Node | null) => node === inside,
    querySelector: () => (open ? ({} as Element) : null),
  });

  it('is for a menu that hangs outside the composer, or that a button in it has opened', () => {
    expect(hasOpenLayer(root(false), {} as Node)).toBe(true);
    expect(hasOpenLayer(root(true), inside)).toBe(true);
  });

  it('is for the composer where nothing stands over it', () => expect(hasOpenLayer(root(false), inside)).toBe(false));
});
