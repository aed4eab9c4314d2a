import { useLayoutEffect, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let shown = 0;

function change(by: 1 | -1): void {
  shown += by;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** As long as what calls this is drawn, it is that which says to the eye that the connection is lost. */
export function useSaysConnection(): void {
  useLayoutEffect(() => {
    change(1);
    return () => change(-1);
  }, []);
}

/** Whether a part of the screen says so in a place of its own. */
export const useIsConnectionSaid = (): boolean => useSyncExternalStore(subscribe, () => shown > 0);
