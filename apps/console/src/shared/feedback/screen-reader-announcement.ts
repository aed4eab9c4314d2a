import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Says something once, politely, to those who do not see it appear. */
export function announce(text: string) {
  said = text;
  for (const listener of listeners) listener();
}
export const useAnnouncement = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => said,
  );
