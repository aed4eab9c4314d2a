import type { Language } from '@guichet/contracts';
import { useSyncExternalStore } from 'react';

/** What a person sets for this browser only. */
export interface Preferences {
  /** What was chosen before signing in, for agents who have chosen none in their account; undefined: that of the browser. */
  language: Language | undefined;
  density: 'cosy' | 'compact';
  shortcuts: boolean;
  /** By the name of a shortcut, the key that it was given in place of its own. */
  keys: Readonly<Record<string, string>>;
  panel: boolean;
  listWidth: number;
  panelWidth: number;
  /** How many saved views there were the last time: their place is kept while they are fetched. */
  savedViews: number;
  /** They are folded in. */
  savedViewsFolded: boolean;
  /** What is shown after a case was closed or snoozed. */
  advance: 'next' | 'previous' | 'list';
  /** The kind of contact that was recorded last. */
  contact: string | undefined;
  /** By agent, the team in which they created a case last. */
  newCaseTeams: Readonly<Record<string, string>>;
  /** What is sent later is stopped when the citizen writes first. */
  cancelIfCitizenReplies: boolean;
  /** The agent who wants to be notified in this browser when the console is closed. */
  pushFor: string | undefined;
}

const defaults: Preferences = {
  language: undefined,
  density: 'cosy',
  shortcuts: true,
  keys: {},
  panel: true,
  listWidth: 376,
  panelWidth: 304,
  savedViews: 1,
  savedViewsFolded: false,
  advance: 'next',
  contact: undefined,
  newCaseTeams: {},
  cancelIfCitizenReplies: true,
  pushFor: undefined,
};
const key = 'guichet.preferences';

const read = (): Preferences => {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
  } catch {
    return defaults;
  }
};

let current = read();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const preferences = () => current;
export function setPreferences(change: Partial<Preferences>) {
  current = { ...current, ...change };
  localStorage.setItem(key, JSON.stringify(current));
  for (const listener of listeners) listener();
}
export const usePreferences = () => useSyncExternalStore(subscribe, () => current);
