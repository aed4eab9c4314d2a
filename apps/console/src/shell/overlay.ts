import type { CaseSummary } from '@guichet/contracts';
import { useSyncExternalStore } from 'react';

/** What floats over the desk: at most one thing at a time. */
export type Overlay =
  | { kind: 'palette' }
  | { kind: 'sheet' }
  | { kind: 'new-case' }
  | { kind: 'choose'; what: 'assignee' | 'team' | 'tags' | 'snooze'; items: readonly CaseSummary[] };

let open: Overlay | undefined;
const listeners = new Set<() => void>();
export function overlay(next: Overlay | undefined) {
  open = next;
  for (const listener of listeners) listener();
}
export const useOverlay = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => open,
  );
