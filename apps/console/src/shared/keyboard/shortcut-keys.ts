import { preferences, setPreferences, usePreferences, type Preferences } from '../session/browser-preferences.js';
import { shortcuts, type Shortcut } from './shortcut-list.js';

type OwnKeys = Preferences['keys'];

/** These are said by what they are: a number of a view, Enter, and Escape. */
const FIXED: readonly Shortcut[] = ['open', 'savedView', 'back'];
export const isFixed = (name: Shortcut): boolean => FIXED.includes(name);

/** The keys of a shortcut: the agent's own, or those that it comes with. */
export const keysOf = (name: Shortcut, own: OwnKeys = preferences().keys): readonly string[] => {
  const key = own[name];
  return key === undefined ? shortcuts[name].keys : [key];
};

/** A key as it is written on a button. */
export const keycapOf = (key: string): string =>
  key.length === 1 && key !== key.toLowerCase() ? `⇧ ${key}` : key.length === 1 ? key.toUpperCase() : key;

const ariaOf = (key: string): string => (key === key.toLowerCase() ? key : `Shift+${key}`);

/** Of a shortcut, its keys as this browser has them: all, and the first as a button and `aria-keyshortcuts` say it. */
export function useShortcutKeys() {
  const { keys } = usePreferences();
  return {
    keysOf: (name: Shortcut) => keysOf(name, keys),
    keycap: (name: Shortcut) => keycapOf(keysOf(name, keys)[0] ?? ''),
    aria: (name: Shortcut) => ariaOf(keysOf(name, keys)[0] ?? ''),
  };
}

/** Why a key cannot be that of a shortcut: it is no single letter or sign, or another one has it: list and case stand side by side. */
export function whyNotKey(
  name: Shortcut,
  key: string,
  own: OwnKeys = preferences().keys,
): { reason: 'no-letter' } | { reason: 'taken'; by: Shortcut } | undefined {
  if ([...key].length !== 1 || /[\s\d]/.test(key)) return { reason: 'no-letter' };
  const others = (Object.keys(shortcuts) as Shortcut[]).filter((other) => other !== name);
  // The template of a reply and the search share theirs: a case is open, or none is.
  const isShared = (other: Shortcut) => shortcuts[other].keys.some((one) => keysOf(name, {}).includes(one));
  const by = others.find((other) => keysOf(other, own).includes(key) && !isShared(other));
  return by && { reason: 'taken', by };
}

/** The own keys without that of a shortcut, and without those of others that stand in the way of the keys that it comes with. */
export function withoutKey(name: Shortcut, own: OwnKeys): OwnKeys {
  const its: readonly string[] = shortcuts[name].keys;
  return Object.fromEntries(Object.entries(own).filter(([other, key]) => other !== name && !its.includes(key)));
}

/** Gives a shortcut another key in this browser; undefined: the one that it comes with. */
export function setKey(name: Shortcut, key: string | undefined): void {
  const own = preferences().keys;
  const isDefault = key === undefined || (shortcuts[name].keys as readonly string[]).includes(key);
  setPreferences({ keys: isDefault ? withoutKey(name, own) : { ...own, [name]: key } });
}
